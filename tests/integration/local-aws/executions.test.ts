import { ListExecutionsCommand, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn'
import { describe, expect, test, vi } from 'vitest'
import { arnOf } from '../../support/cloud/small-assembly.ts'
import { failing } from '../../support/cloud/small-cloud.ts'
import { machineArn, never, task, testMachine } from '../../support/machines/machine-runs.ts'

const { calls, end, look, run, sfn, start } = testMachine()

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
    await vi.waitUntil(() => calls().length === 1)
    await sfn().send(new StopExecutionCommand({ executionArn, error: 'Cancelled', cause: 'by the user' }))
    const described = await look(executionArn)
    expect(described).toMatchObject({ status: 'ABORTED', error: 'Cancelled', cause: 'by the user' })
    expect(described.stopDate).toBeInstanceOf(Date)
    expect(calls()).toHaveLength(1)
  })

  test('is started once under one name', async () => {
    const executionArn = await run({ Draw: task }, { behaviours: { work: never }, name: 'gen_1' })
    expect(executionArn).toBe(arnOf('states', 'execution:job:gen_1'))
    expect(await start({}, 'gen_1')).toBe(executionArn)
    await expect(start({ other: true }, 'gen_1')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' })
    await sfn().send(new StopExecutionCommand({ executionArn }))
    await expect(start({}, 'gen_1')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' })
    const list = new ListExecutionsCommand({ stateMachineArn: machineArn, statusFilter: 'ABORTED' })
    expect((await sfn().send(list)).executions).toMatchObject([{ executionArn, status: 'ABORTED' }])
  })

  test('that is not there, or of no machine, is refused by name', async () => {
    const executionArn = await run({ Draw: task })
    await expect(look(`${executionArn}x`)).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' })
    const order = new StartExecutionCommand({ stateMachineArn: `${machineArn}x` })
    await expect(sfn().send(order)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' })
  })
})

test('a definition that only AWS could run is refused at the start', async () => {
  const resource = 'arn:aws:states:::sqs:sendMessage'
  const started = run({ Send: { Type: 'Task', Resource: resource, End: true } })
  await expect(started).rejects.toThrow(`The local cloud cannot run job: Send uses the resource ${resource}`)
})
