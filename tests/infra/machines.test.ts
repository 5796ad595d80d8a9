import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import aslValidator from 'asl-validator'
import { beforeAll, describe, expect, test } from 'vitest'
import { tasksOf } from '../support/machines/machine-tasks.ts'
import { ofType, ourFunctions, type Resource, resourcesOf } from './synth.ts'

const folder = join(import.meta.dirname, '../../state-machines')

let resources: Resource[]
beforeAll(async () => {
  resources = await resourcesOf('prod')
}, 240_000)

const stepTimeout = (service: string, placeholder: string) => {
  const file = placeholder.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()
  return ourFunctions(resources).find(
    ({ properties }) => properties.Description === `functions/${service}/steps/${file}.ts`,
  )?.properties.Timeout
}

describe.each(globSync('*/*.asl.json', { cwd: folder }))('%s', (file) => {
  const text = readFileSync(join(folder, file), 'utf8')
  const [service = ''] = file.split('/')

  test('is valid Amazon States Language', () => {
    const definition = JSON.parse(
      text.replace(/\$\{(\w+)\}/g, 'arn:aws:lambda:ap-south-1:000000000000:function:$1'),
    )
    const { isValid, errorsText } = aslValidator(definition)
    expect(isValid, errorsText('\n')).toBe(true)
  })

  test('gives each task retries, and at least as long as its step may run', () => {
    for (const [name, task] of tasksOf(JSON.parse(text))) {
      expect(task.Retry?.length, name).toBeGreaterThan(0)
      const placeholder = task.Resource?.match(/^\$\{(\w+)\}$/)?.[1] ?? ''
      expect(task.TimeoutSeconds, name).toBeGreaterThanOrEqual(stepTimeout(service, placeholder))
    }
  })

  test('is deployed with logging and tracing, and may call its own steps only', () => {
    const machine = ofType(resources, 'AWS::StepFunctions::StateMachine').find(
      ({ properties }) =>
        properties.StateMachineName === `dhol-prod-${file.replace(/\.asl\.json$/, '').replaceAll('/', '-')}`,
    )
    expect(machine?.properties).toMatchObject({
      LoggingConfiguration: { Level: 'ALL' },
      TracingConfiguration: { Enabled: true },
    })
    const called = tasksOf(JSON.parse(text)).map(([, { Resource: resource }]) => resource)
    expect(Object.keys(machine?.properties.DefinitionSubstitutions).sort()).toEqual(
      [...new Set(called)].map((placeholder) => placeholder?.slice(2, -1)).sort(),
    )
  })
})
