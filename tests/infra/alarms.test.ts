import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runbookAnchor } from '../../lib/monitoring.ts'
import { serviceOf } from '../../lib/names.ts'
import { functions } from '../../lib/services/index.ts'
import { ofType, ourFunctions, type Resource, resourcesOf } from './synth.ts'

const alarmsIn = (resources: Resource[]) =>
  ofType(resources, 'AWS::CloudWatch::Alarm').map(({ properties }) => properties)

/** CloudWatch asks for each metric that an alarm looks at. */
const metricsOf = (alarm: Resource['properties']): number =>
  alarm.Metrics?.filter(({ MetricStat }: { MetricStat?: object }) => MetricStat).length ?? 1

describe('prod is watched by function', () => {
  let resources: Resource[]
  beforeAll(async () => {
    resources = await resourcesOf('prod')
  })

  test('each has an alarm that says what users lose and where to read on', () => {
    for (const { id, properties } of ourFunctions(resources)) {
      const watching = alarmsIn(resources).find(({ Metrics = [] }) => JSON.stringify(Metrics).includes(id))
      expect(watching?.AlarmDescription, properties.Description).toMatch(
        /^Users lose: .{15,}\. See docs\/runbook\.md#[\w-]+$/,
      )
      expect(watching?.AlarmActions, properties.Description).toHaveLength(1)
    }
  })

  test('with a dashboard', () => {
    expect(ofType(resources, 'AWS::CloudWatch::Dashboard')).toHaveLength(1)
  })
})

describe('dev is watched by service', () => {
  let resources: Resource[]
  beforeAll(async () => {
    resources = await resourcesOf('dev')
  })
  const filtersIn = () => ofType(resources, 'AWS::Logs::MetricFilter').map(({ properties }) => properties)

  test('with ten metrics at most, and no dashboard', () => {
    const metrics = alarmsIn(resources).map(metricsOf)
    expect(metrics.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(10)
    expect(ofType(resources, 'AWS::CloudWatch::Dashboard')).toEqual([])
  })

  test('each service has an alarm that rings the topic and has its heading in the runbook', () => {
    const text = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8')
    const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => runbookAnchor(heading))
    for (const { AlarmName, AlarmDescription, AlarmActions } of alarmsIn(resources)) {
      expect(anchors, AlarmName).toContain(AlarmDescription.replace(/^.*#/, ''))
      expect(AlarmActions, AlarmName).toHaveLength(1)
    }
    const names = alarmsIn(resources).map(({ AlarmName }) => AlarmName.replace('dhol-dev ', ''))
    expect(names).toEqual(expect.arrayContaining(Object.keys(functions).map(serviceOf)))
  })

  test('what a function or a machine writes of a failure counts for its service, and the alarm looks at that', () => {
    const logs = new Map(
      ofType(resources, 'AWS::Logs::LogGroup').map(({ id, properties }) => [id, properties.LogGroupName]),
    )
    const counted = filtersIn().map(({ LogGroupName, FilterPattern, MetricTransformations: [to] }) => ({
      log: logs.get(LogGroupName.Ref),
      pattern: FilterPattern,
      metric: `${to.MetricNamespace} ${to.MetricName}`,
    }))
    for (const { properties } of ourFunctions(resources)) {
      const path = properties.Description.replace(/^functions\/(.*)\.ts$/, '$1')
      expect(counted).toContainEqual({
        log: `/aws/lambda/${properties.FunctionName}`,
        pattern: expect.stringMatching(
          /^\?"ERROR" \?"Task timed out" \?"Runtime exited" .*\?"key_refused".*\?"mail_not_sent".*\?"budget_spent"$/,
        ),
        metric: `dhol-dev/failures ${serviceOf(path)}`,
      })
    }
    expect(counted).toContainEqual({
      log: '/aws/vendedlogs/states/dhol-dev-creative-generate-pictures',
      pattern: '?"ExecutionFailed" ?"ExecutionTimedOut"',
      metric: 'dhol-dev/failures creative',
    })
    const watched = alarmsIn(resources).map(({ Namespace, MetricName }) => `${Namespace} ${MetricName}`)
    expect(watched).toEqual(expect.arrayContaining(counted.map(({ metric }) => metric)))
  })

  test('a service rings from what its most patient function may throw', () => {
    const thresholds = Object.fromEntries(
      alarmsIn(resources).map(({ AlarmName, Threshold }) => [AlarmName.replace('dhol-dev ', ''), Threshold]),
    )
    expect(thresholds).toMatchObject({ auth: 1, creative: 10, realtime: 3 })
  })
})
