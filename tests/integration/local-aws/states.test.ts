import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { State } from '../../../local/aws/asl.ts'
import { arnOf, functionOf } from '../../support/small-assembly.ts'
import { type Behaviour, done, failing, type SmallCloud, startSmallCloud } from '../../support/small-cloud.ts'

let cloud: SmallCloud
let sfn: SFNClient
afterEach(() => cloud.remove())

const machineArn = arnOf('states', 'stateMachine:job')
const work = arnOf('lambda', 'function:work')
const never = () => new Promise<never>(() => undefined)

/** Starts a cloud with one machine of these states, and gives it an input. */
const run = async (
  states: Record<string, Partial<State>>,
  options: { input?: unknown; behaviours?: Record<string, Behaviour>; fields?: object; name?: string } = {},
) => {
  const definition = JSON.stringify({ StartAt: Object.keys(states)[0], States: states, ...options.fields })
  const { roleArn } = functionOf('work')
  const machines = [{ name: 'job', arn: machineArn, roleArn, definition }]
  cloud = await startSmallCloud({ assembly: { machines }, behaviours: options.behaviours })
  sfn = new SFNClient(cloud.client)
  return start(options.input, options.name)
}
const start = async (input: unknown = {}, name?: string) => {
  const order = { stateMachineArn: machineArn, input: JSON.stringify(input), name }
  const { executionArn = '' } = await sfn.send(new StartExecutionCommand(order))
  return executionArn
}
const look = (executionArn: string) => sfn.send(new DescribeExecutionCommand({ executionArn }))
const end = (executionArn: string) =>
  vi.waitUntil(
    async () => {
      const { status, output, error, cause } = await look(executionArn)
      return status !== 'RUNNING' && { status, output: JSON.parse(output ?? 'null'), error, cause }
    },
    { timeout: 10_000, interval: 20 },
  )
const transitions = () => cloud.aws.executions().map((record) => record.transitions)

const task = { Type: 'Task', Resource: work, End: true } as const
const quick = { IntervalSeconds: 1, BackoffRate: 1 }

describe('a task', () => {
  test('gives the answer of its function, plain or in an envelope', async () => {
    const payload = { Payload: { 'order.$': '$.order' }, FunctionName: work }
    const ended = await end(
      await run(
        {
          Plain: { Type: 'Task', Resource: work, Next: 'Wrapped' },
          Wrapped: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Parameters: payload,
            End: true,
          },
        },
        { input: { order: 7 } },
      ),
    )
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { Payload: { order: 7 }, StatusCode: 200 } })
    expect(cloud.calls).toMatchObject([{ functionArn: work, mode: 'wait' }, { functionArn: work }])
  })

  test('is retried by the name of its error', async () => {
    const behaviours = {
      work: (_: unknown, call: number) => (call < 3 ? failing('ProviderUnavailable') : done('drawn')),
    }
    const retry = { ...task, Retry: [{ ErrorEquals: ['ProviderUnavailable'], MaxAttempts: 2, ...quick }] }
    expect(await end(await run({ Draw: retry }, { behaviours }))).toMatchObject({
      status: 'SUCCEEDED',
      output: 'drawn',
    })
    expect(cloud.calls).toHaveLength(3)
    expect(transitions()).toEqual([3])
  })

  test('is not retried for another error, and its Catch sees what AWS would show', async () => {
    const behaviours = { work: () => failing('ProviderRejected', 'no such model') }
    const caught = await end(
      await run(
        {
          Draw: {
            ...task,
            Retry: [{ ErrorEquals: ['ProviderUnavailable'], ...quick }],
            Catch: [
              { ErrorEquals: ['States.Timeout'], Next: 'Late' },
              { ErrorEquals: ['States.TaskFailed'], ResultPath: '$.problem', Next: 'Read' },
            ],
          },
          Read: {
            Type: 'Pass',
            Parameters: { 'error.$': '$.problem.Error', 'cause.$': 'States.StringToJson($.problem.Cause)' },
            End: true,
          },
          Late: { Type: 'Fail' },
        },
        { behaviours },
      ),
    )
    const cause = { errorType: 'ProviderRejected', errorMessage: 'no such model' }
    expect(caught.output).toEqual({ error: 'ProviderRejected', cause })
    expect(cloud.calls).toHaveLength(1)
  })

  test('that takes too long fails as States.Timeout, which is no States.TaskFailed', async () => {
    const late = {
      ...task,
      TimeoutSeconds: 1,
      Catch: [
        { ErrorEquals: ['States.TaskFailed'], Next: 'Failed' },
        { ErrorEquals: ['States.Timeout'], Next: 'Late' },
      ],
    }
    const states = { Draw: late, Late: { Type: 'Succeed' }, Failed: { Type: 'Fail' } }
    const ended = await end(await run(states, { behaviours: { work: never } }))
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { Error: 'States.Timeout' } })
  })

  test('that nobody catches ends the execution with its error', async () => {
    const behaviours = { work: () => failing('TypeError', 'x is not a function') }
    const ended = await end(await run({ Draw: task }, { behaviours }))
    expect(ended).toMatchObject({ status: 'FAILED', error: 'TypeError' })
    expect(JSON.parse(ended.cause ?? '')).toMatchObject({ errorMessage: 'x is not a function' })
  })

  test('may give no more than 256 KB', async () => {
    const ended = await end(
      await run({ Draw: task }, { behaviours: { work: () => done('x'.repeat(300_000)) } }),
    )
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' })
  })
})

describe('a Map', () => {
  const map = (fields: Partial<State> = {}, inner: Partial<State> = task) => ({
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemSelector: { 'job.$': '$.job', 'item.$': '$$.Map.Item.Value' },
      ItemProcessor: { StartAt: 'Draw', States: { Draw: inner as State } },
      ResultPath: '$.drawn',
      End: true,
      ...fields,
    },
  })
  const input = { job: 'gen_1', items: ['a', 'b', 'c', 'd'] }

  test('runs as many at once as it may, and counts every state', async () => {
    let [now, most] = [0, 0]
    const behaviours = {
      work: async (payload: unknown) => {
        most = Math.max(most, ++now)
        await new Promise((resolve) => setTimeout(resolve, 10))
        now--
        return done((payload as { item: string }).item)
      },
    }
    const { output } = await end(await run(map({ MaxConcurrency: 2 }), { input, behaviours }))
    expect(output).toEqual({ ...input, drawn: ['a', 'b', 'c', 'd'] })
    expect(cloud.calls[0]?.payload).toEqual({ job: 'gen_1', item: 'a' })
    expect([most, transitions()]).toEqual([2, [5]])
  })

  test('stops the others when one fails, also those that wait for a retry', async () => {
    const behaviours: Record<string, Behaviour> = {
      work: async (payload) => {
        const { item } = payload as { item: string }
        if (item !== 'd') return failing('Again')
        await vi.waitUntil(() => cloud.calls.length === 4)
        return failing('Broken', 'for good')
      },
    }
    const retry = { ...task, Retry: [{ ErrorEquals: ['Again'], IntervalSeconds: 30, MaxAttempts: 5 }] }
    const caught = { Catch: [{ ErrorEquals: ['Broken'], Next: 'After', ResultPath: '$.problem' }] }
    const states = { ...map(caught, retry), After: { Type: 'Succeed' } }
    const { output } = await end(await run(states, { input, behaviours }))
    expect(output.problem.Error).toBe('Broken')
    expect(cloud.calls).toHaveLength(4)
  })
})

test('branches run side by side', async () => {
  const branch = (name: string) => ({
    StartAt: name,
    States: { [name]: { Type: 'Pass', Result: name, End: true } },
  })
  const { output } = await end(
    await run({ Both: { Type: 'Parallel', Branches: [branch('one'), branch('two')], End: true } }),
  )
  expect(output).toEqual(['one', 'two'])
})

test('a wait may be told by the state, as seconds or as a time', async () => {
  const input = { pause: 1, until: new Date(Date.now() + 1500).toISOString() }
  const began = Date.now()
  const states = {
    Pause: { Type: 'Wait', SecondsPath: '$.pause', Next: 'Until' },
    Until: { Type: 'Wait', TimestampPath: '$.until', End: true },
  }
  expect(await end(await run(states, { input }))).toMatchObject({ status: 'SUCCEEDED' })
  expect(Date.now() - began).toBeGreaterThanOrEqual(1490)
})

describe('an execution', () => {
  test('of a machine that takes too long is timed out', async () => {
    const ended = await end(
      await run({ Draw: task }, { behaviours: { work: never }, fields: { TimeoutSeconds: 1 } }),
    )
    expect(ended).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' })
  })

  test('that is stopped calls nothing any more', async () => {
    const behaviours = { work: () => failing('Again') }
    const retry = { ...task, Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 30, MaxAttempts: 9 }] }
    const executionArn = await run({ Draw: retry }, { behaviours })
    await vi.waitUntil(() => cloud.calls.length === 1)
    await sfn.send(new StopExecutionCommand({ executionArn, error: 'Cancelled', cause: 'by the user' }))
    const described = await look(executionArn)
    expect(described).toMatchObject({ status: 'ABORTED', error: 'Cancelled', cause: 'by the user' })
    expect(described.stopDate).toBeInstanceOf(Date)
    expect(cloud.calls).toHaveLength(1)
  })

  test('is started once under one name', async () => {
    const executionArn = await run({ Draw: task }, { behaviours: { work: never }, name: 'gen_1' })
    expect(executionArn).toBe(arnOf('states', 'execution:job:gen_1'))
    expect(await start({}, 'gen_1')).toBe(executionArn)
    await expect(start({ other: true }, 'gen_1')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' })
    await sfn.send(new StopExecutionCommand({ executionArn }))
    await expect(start({}, 'gen_1')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' })
    const list = new ListExecutionsCommand({ stateMachineArn: machineArn, statusFilter: 'ABORTED' })
    expect((await sfn.send(list)).executions).toMatchObject([{ executionArn, status: 'ABORTED' }])
  })

  test('that is not there, or of no machine, is refused by name', async () => {
    const executionArn = await run({ Draw: task })
    await expect(look(`${executionArn}x`)).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' })
    const order = new StartExecutionCommand({ stateMachineArn: `${machineArn}x` })
    await expect(sfn.send(order)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' })
  })
})

test('a definition that only AWS could run is refused at the start', async () => {
  const resource = 'arn:aws:states:::sqs:sendMessage'
  const started = run({ Send: { Type: 'Task', Resource: resource, End: true } })
  await expect(started).rejects.toThrow(`The local cloud cannot run job: Send uses the resource ${resource}`)
  cloud = await startSmallCloud()
})
