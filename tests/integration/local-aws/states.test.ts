import { describe, expect, test, vi } from 'vitest'
import type { State } from '../../../local/aws/states/asl.ts'
import { type Behaviour, done, failing } from '../../support/cloud/small-cloud.ts'
import { never, task, testMachine, work } from '../../support/machines/machine-runs.ts'

const { calls, end, run, transitions } = testMachine()
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
    expect(calls()).toMatchObject([{ functionArn: work, mode: 'wait' }, { functionArn: work }])
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
    expect(calls()).toHaveLength(3)
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
    expect(calls()).toHaveLength(1)
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
    expect(calls()[0]?.payload).toEqual({ job: 'gen_1', item: 'a' })
    expect([most, transitions()]).toEqual([2, [5]])
  })

  test('stops the others when one fails, also those that wait for a retry', async () => {
    const behaviours: Record<string, Behaviour> = {
      work: async (payload) => {
        const { item } = payload as { item: string }
        if (item !== 'd') return failing('Again')
        await vi.waitUntil(() => calls().length === 4)
        return failing('Broken', 'for good')
      },
    }
    const retry = { ...task, Retry: [{ ErrorEquals: ['Again'], IntervalSeconds: 30, MaxAttempts: 5 }] }
    const caught = { Catch: [{ ErrorEquals: ['Broken'], Next: 'After', ResultPath: '$.problem' }] }
    const states = { ...map(caught, retry), After: { Type: 'Succeed' } }
    const { output } = await end(await run(states, { input, behaviours }))
    expect(output.problem.Error).toBe('Broken')
    expect(calls()).toHaveLength(4)
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
