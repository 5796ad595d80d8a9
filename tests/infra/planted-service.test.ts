import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { readAssembly } from '../../local/assembly/index.ts'
import type { Assembly } from '../../local/assembly/model.ts'
import { synthesisePlanted } from '../planted/planted-app.ts'

let dir: string
let assembly: Assembly
beforeAll(async () => {
  dir = await synthesisePlanted()
  assembly = readAssembly(dir, { port: 1, database: { host: 'localhost', port: 1 } })
}, 240_000)

const machine = (name: string) => {
  const found = assembly.machines.find((one) => one.name === name)
  if (!found) throw new Error(`there is no ${name} among ${assembly.machines.map((one) => one.name)}`)
  return found
}
const deployed = (path: string) => {
  const found = assembly.functions.find(({ source }) => source === `functions/planted/${path}.ts`)
  if (!found) throw new Error(`planted/${path} is not deployed`)
  return found
}
const step = () => deployed('steps/go-on')
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

test('a webhook of the contracts has its function, and a route to it for each of its methods', () => {
  const { arn: functionArn } = deployed('webhooks/acme')
  const routes = assembly.httpApi.routes.filter(({ path }) => path === '/webhooks/acme')
  expect(routes.map(({ method }) => method).sort()).toEqual(['GET', 'POST'])
  for (const route of routes) expect(route.functionArn).toBe(functionArn)
})

test('API Gateway may call a webhook by its own route, and by no other', () => {
  const { arn } = deployed('webhooks/acme')
  const sources = assembly.resourcePolicies
    .filter((policy) => policy.arn === arn)
    .flatMap(({ document }) => document.Statement)
    .map(({ Condition }) => JSON.stringify(Condition))
  expect(sources).toHaveLength(2)
  for (const source of sources) expect(source).toMatch(/execute-api:.*\/\*\/\*\/webhooks\/acme"/)
})

test('a webhook has an alarm that says what users lose', () => {
  const { name } = deployed('webhooks/acme')
  const alarms = templates()
    .flatMap(({ Resources }) => Object.values(Resources))
    .filter(({ Type, Properties }) => {
      return Type === 'AWS::CloudWatch::Alarm' && JSON.stringify(Properties).includes('planted/webhooks/acme')
    })
  expect(name).toBe('dhol-local-planted-webhooks-acme')
  expect(alarms.map(({ Properties }) => Properties?.AlarmDescription)).toEqual([
    expect.stringMatching(/^Users lose: .*runbook.md#plantedwebhooksacme$/),
  ])
})

test('a service logs in to the database as itself, with a role that the migration makes', () => {
  const secret = assembly.secrets.find(({ name }) => name === 'dhol/local/database-planted')
  expect(secret?.generate?.template).toEqual({ username: 'dhol_planted' })
  expect(deployed('webhooks/acme').environment.DATABASE_SECRET_ARN).toBe(secret?.arn)
  const migrate = assembly.functions.find(({ source }) => source === 'functions/system/on-deploy/migrate.ts')
  expect(migrate?.environment.ROLE_SECRET_ARNS?.split(',')).toContain(secret?.arn)
})

type Template = { Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }> }
const templates = (): Template[] =>
  globSync('*.template.json', { cwd: dir }).map((file) => JSON.parse(readFileSync(join(dir, file), 'utf8')))

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
  expect(templates().length).toBeGreaterThan(3)
  for (const { Resources } of templates()) {
    const left = new Map(Object.entries(Resources).map(([id, resource]) => [id, targetsOf(resource)]))
    for (let before = -1; before !== left.size; ) {
      before = left.size
      for (const [id, targets] of left) if (!targets.some((target) => left.has(target))) left.delete(id)
    }
    expect([...left.keys()]).toEqual([])
  }
})
