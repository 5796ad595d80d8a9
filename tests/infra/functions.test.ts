import { beforeAll, describe, expect, test } from 'vitest'
import { maxPictures } from '../../contracts/creative.ts'
import { functionPaths } from '../../lib/bundle.ts'
import { functions } from '../../lib/services/index.ts'
import { stageOf } from '../../lib/stage.ts'
import { ofType, ourFunctions, type Resource, resourcesOf } from './synth.ts'

describe.each(['local', 'prod'] as const)('functions of stage %s', (stage) => {
  let resources: Resource[]
  beforeAll(async () => {
    resources = await resourcesOf(stage)
  }, 240_000)

  test('there is one for each file of the layout, and for each entry of lib/services', () => {
    const deployed = ourFunctions(resources).map(({ properties }) =>
      properties.Description.replace(/^functions\/(.*)\.ts$/, '$1'),
    )
    expect(deployed.sort()).toEqual(functionPaths())
    expect(Object.keys(functions).sort()).toEqual(functionPaths())
  })

  test('each writes to a log of its own, which is kept for a time', () => {
    const logs = new Map(ofType(resources, 'AWS::Logs::LogGroup').map((log) => [log.id, log.properties]))
    for (const { properties } of ourFunctions(resources)) {
      const log = logs.get(properties.LoggingConfig.LogGroup.Ref)
      expect(log?.LogGroupName).toBe(`/aws/lambda/${properties.FunctionName}`)
      expect(log?.RetentionInDays).toBeGreaterThan(0)
    }
  })

  test('what draws pictures leaves room for the APIs', () => {
    const { pictures, processesOfApi = 0 } = stageOf(stage)
    const kept = ourFunctions(resources).flatMap(({ properties }) =>
      properties.ReservedConcurrentExecutions ? [properties.Description] : [],
    )
    const apis = functionPaths().filter((path) => path.endsWith('/api'))
    expect(kept.sort()).toEqual(processesOfApi ? apis.map((path) => `functions/${path}.ts`) : [])
    // Lambda gives an account 1,000 processes and wants 100 of them left to no function.
    expect(processesOfApi * apis.length + 2 * pictures.atOnce).toBeLessThanOrEqual(900)
    expect(pictures.atOnce).toBeGreaterThanOrEqual(maxPictures)
  })

  test('each runs on arm64 with Node 24, is traced, and has a role of its own', () => {
    const ours = ourFunctions(resources)
    for (const { properties } of ours) {
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        TracingConfig: { Mode: 'Active' },
      })
    }
    const roles = ours.map(({ properties }) => properties.Role['Fn::GetAtt'][0])
    expect(new Set(roles).size).toBe(ours.length)
  })

  test('those that use the database run inside the network, the others outside', () => {
    for (const { properties } of ourFunctions(resources)) {
      const usesDatabase = 'DATABASE_HOST' in properties.Environment.Variables
      expect(Boolean(properties.VpcConfig), properties.Description).toBe(usesDatabase)
    }
  })
})
