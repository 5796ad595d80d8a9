import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAssembly } from '../../local/assembly/index.ts'
import type { Assembly } from '../../local/assembly/model.ts'
import { synthesisePlanted } from '../support/planted-app.ts'
import { plantedService } from '../support/planted-service.ts'

let app: Awaited<ReturnType<typeof synthesisePlanted>>
let assembly: Assembly
beforeAll(async () => {
  app = await synthesisePlanted(plantedService)
  assembly = readAssembly(app.assemblyDir, { port: 1, database: { host: 'localhost', port: 1 } })
}, 240_000)
afterAll(() => app?.remove())

const machine = (name: string) => {
  const found = assembly.machines.find((one) => one.name === name)
  if (!found) throw new Error(`there is no ${name} among ${assembly.machines.map((one) => one.name)}`)
  return found
}
const step = () => {
  const found = assembly.functions.find(({ source }) => source === 'functions/planted/steps/go-on.ts')
  if (!found) throw new Error('the planted step is not deployed')
  return found
}
/** The action, and on what: for each statement of the step's role that allows it. */
const allowed = (action: string) =>
  assembly.roles
    .filter(({ arn }) => arn === step().roleArn)
    .flatMap(({ policies }) => policies.flatMap(({ document }) => document.Statement))
    .filter(({ Effect, Action }) => Effect === 'Allow' && Action.includes(action))
    .flatMap(({ Resource = [] }) => Resource)

test('machines of one name in two services are two machines', () => {
  const ours = machine('dhol-local-planted-generate-pictures')
  expect(ours.arn).not.toBe(machine('dhol-local-creative-generate-pictures').arn)
  expect(ours.definition).toContain(step().arn)
})

test('a step starts the machine that it is a step of, and looks after another', () => {
  const own = machine('dhol-local-planted-generate-pictures')
  const other = machine('dhol-local-planted-wait')
  expect(step().environment).toMatchObject({
    GENERATE_PICTURES_MACHINE_ARN: own.arn,
    WAIT_MACHINE_ARN: other.arn,
  })
  expect(allowed('states:StartExecution').sort()).toEqual([own.arn, other.arn].sort())
  const executions = (arn: string) => [`${arn.replace(':stateMachine:', ':execution:')}:*`]
  expect(allowed('states:StopExecution')).toEqual(executions(own.arn))
  expect(allowed('states:DescribeExecution')).toEqual(executions(other.arn))
})

test('a step keeps failed events in the queue of dead letters', () => {
  expect(allowed('sqs:SendMessage')).toEqual(assembly.queues.map(({ arn }) => arn))
})

type Template = { Resources: Record<string, { DependsOn?: string | string[] }> }

/** Everything that a part of a template points at, in the same template. */
const targetsOf = (part: unknown): string[] => {
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]) => {
    if (key === 'Ref') return [String(value)]
    if (key === 'Fn::GetAtt') return [String(Array.isArray(value) ? value[0] : value.split('.')[0])]
    if (key === 'DependsOn') return [value].flat().map(String)
    return targetsOf(value)
  })
}

test('no template has a circle, which CloudFormation would refuse', () => {
  const files = globSync('*.template.json', { cwd: app.assemblyDir })
  expect(files.length).toBeGreaterThan(3)
  for (const file of files) {
    const { Resources }: Template = JSON.parse(readFileSync(join(app.assemblyDir, file), 'utf8'))
    const left = new Map(Object.entries(Resources).map(([id, resource]) => [id, targetsOf(resource)]))
    for (let before = -1; before !== left.size; ) {
      before = left.size
      for (const [id, targets] of left) if (!targets.some((target) => left.has(target))) left.delete(id)
    }
    expect([...left.keys()], file).toEqual([])
  }
})
