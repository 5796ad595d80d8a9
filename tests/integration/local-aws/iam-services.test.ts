import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn'
import { expect, test, vi } from 'vitest'
import { arnOf, functionOf, policy, roleOf, statement } from '../../support/cloud/small-assembly.ts'
import { callingMachine, testGrants } from '../../support/grants.ts'

/** What AWS does by itself, it does in a role or by leave of the resource. */
const { allow, cloud, decisions } = testGrants()
const machines = [callingMachine]
const order = new StartExecutionCommand({ stateMachineArn: callingMachine.arn, name: 'one' })
const look = new DescribeExecutionCommand({ executionArn: arnOf('states', 'execution:job:one') })
const entry = { EventBusName: 'SmallBus', Source: 'a', DetailType: 'b', Detail: '{}' }
const publish = new PutEventsCommand({ Entries: [entry] })

const hear = functionOf('hear').arn
const deadLetterArn = arnOf('sqs', 'small-dlq')
const mayStart = statement(['states:*'], ['*'])
const ended = () =>
  vi.waitUntil(
    async () => {
      const { status, error, cause } = await new SFNClient(cloud().client).send(look)
      return status !== 'RUNNING' && { status, error, cause }
    },
    { timeout: 10_000 },
  )

test('a machine calls those functions that its own role may call', async () => {
  const invoke = statement(['lambda:InvokeFunction'], [hear])
  await new SFNClient(
    await allow([], { machines, roles: [roleOf('work', mayStart), roleOf('machine', invoke)] }),
  ).send(order)
  expect(await ended()).toMatchObject({ status: 'SUCCEEDED' })
  await new SFNClient(
    await allow([], { machines, roles: [roleOf('work', mayStart, invoke), roleOf('machine')] }),
  ).send(order)
  expect(await ended()).toMatchObject({
    status: 'FAILED',
    error: 'Lambda.AWSLambdaException',
    cause: expect.stringContaining(
      `assumed-role/machine/job is not authorized to perform: lambda:InvokeFunction on resource: ${hear}`,
    ),
  })
  expect(cloud().calls).toEqual([])
})

const rules = [
  {
    name: 'heard',
    busName: 'SmallBus',
    pattern: { source: ['a'] },
    targets: [{ arn: hear, deadLetterArn }],
  },
]
const mayPublish = roleOf('work', statement(['events:PutEvents'], ['*']))
const lets = (arn: string, action: string, ruleName: string) => ({
  arn,
  document: policy(
    statement([action], [arn], {
      Principal: { Service: 'events.amazonaws.com' },
      Condition: { ArnEquals: { 'aws:SourceArn': arnOf('events', `rule/SmallBus/${ruleName}`) } },
    }),
  ),
})

test('a rule reaches a function whose policy names the rule', async () => {
  const resourcePolicies = [lets(hear, 'lambda:InvokeFunction', 'heard')]
  await new EventBridgeClient(await allow([], { rules, roles: [mayPublish], resourcePolicies })).send(publish)
  await vi.waitUntil(() => cloud().calls.length === 1)
})

test('a rule that the function does not name leaves a dead letter, where the queue takes it', async () => {
  const resourcePolicies = [
    lets(hear, 'lambda:InvokeFunction', 'another'),
    lets(deadLetterArn, 'sqs:SendMessage', 'heard'),
  ]
  await new EventBridgeClient(await allow([], { rules, roles: [mayPublish], resourcePolicies })).send(publish)
  await vi.waitUntil(() => decisions().some(({ action }) => action === 'sqs:SendMessage'))
  const principal = { service: 'events.amazonaws.com', sourceArn: arnOf('events', 'rule/SmallBus/heard') }
  expect(decisions().slice(1)).toEqual([
    { principal, action: 'lambda:InvokeFunction', resource: hear, isAllowed: false, grants: [] },
    { principal, action: 'sqs:SendMessage', resource: deadLetterArn, isAllowed: true, grants: [] },
  ])
  expect(cloud().calls).toEqual([])
})

test('a schedule calls in the session of its role', async () => {
  const target = { arn: hear, roleArn: roleOf('clock').arn, maximumRetryAttempts: 0 }
  const schedules = [{ name: 'sweep', expression: 'rate(1 hour)', target }]
  await allow([], { schedules, roles: [roleOf('clock', statement(['lambda:InvokeFunction'], [hear]))] })
  cloud().aws.startSchedules()
  await vi.waitUntil(() => cloud().calls.length === 1)
  await allow([], { schedules })
  cloud().aws.startSchedules()
  await vi.waitUntil(() => cloud().logged.some((line) => line.includes('assumed-role/clock/sweep is not')))
  expect(cloud().calls).toEqual([])
})
