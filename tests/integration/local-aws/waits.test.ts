import { StopExecutionCommand } from '@aws-sdk/client-sfn'
import { describe, expect, test } from 'vitest'
import { done, failing } from '../../support/cloud/small-cloud.ts'
import { task, testMachine } from '../../support/machines/machine-runs.ts'

const { end, run, sfn } = testMachine()

describe('a wait', () => {
  const at = (ms: number) => new Date(Date.now() + ms).toISOString()

  test('may be told by the state, as seconds or as a time', async () => {
    const input = { pause: 1, until: at(1500) }
    const began = Date.now()
    const states = {
      Pause: { Type: 'Wait', SecondsPath: '$.pause', Next: 'Until' },
      Until: { Type: 'Wait', TimestampPath: '$.until', End: true },
    }
    expect(await end(await run(states, { input }))).toMatchObject({ status: 'SUCCEEDED', output: input })
    expect(Date.now() - began).toBeGreaterThanOrEqual(1490)
  })

  test.each([
    ['of seconds', { Wait: { Type: 'Wait', Seconds: 20, End: true } }],
    ['until a time', { Wait: { Type: 'Wait', TimestampPath: '$.until', End: true } }],
    ['before a retry', { Draw: { ...task, Retry: [{ ErrorEquals: ['Again'], IntervalSeconds: 20 }] } }],
    [
      'that a retry may not exceed',
      {
        Draw: { ...task, Retry: [{ ErrorEquals: ['Again'], IntervalSeconds: 1000, MaxDelaySeconds: 20 }] },
      },
    ],
  ] as const)('%s is shortened by the factor of the cloud, and not left out', async (_, states) => {
    const input = { until: at(20_000) }
    const behaviours = { work: (__: unknown, call: number) => (call === 1 ? failing('Again') : done('')) }
    const began = Date.now()
    const ended = await end(await run(states, { input, behaviours, waitFactor: 0.02 }))
    expect(ended).toMatchObject({ status: 'SUCCEEDED' })
    expect(Date.now() - began).toBeGreaterThanOrEqual(390)
  })

  test('until a time that is over is none, and one without a time is an error', async () => {
    const wait = { Type: 'Wait', TimestampPath: '$.until', End: true }
    expect(await end(await run({ wait }, { input: { until: at(-60_000) } }))).toMatchObject({
      status: 'SUCCEEDED',
    })
    expect(await end(await run({ wait }, { input: { until: 'soon' } }))).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: expect.stringContaining('"soon"'),
    })
  })

  test('ends when its execution is stopped', async () => {
    const execution = await run({ Wait: { Type: 'Wait', Seconds: 3600, End: true } })
    await sfn().send(new StopExecutionCommand({ executionArn: execution }))
    expect(await end(execution)).toMatchObject({ status: 'ABORTED' })
  })
})
