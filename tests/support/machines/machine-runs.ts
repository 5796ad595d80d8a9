import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn'
import { afterEach, vi } from 'vitest'
import type { State } from '../../../local/aws/states/asl.ts'
import { arnOf, functionOf } from '../cloud/small-assembly.ts'
import { type Behaviour, type SmallCloud, startSmallCloud } from '../cloud/small-cloud.ts'

export const machineArn = arnOf('states', 'stateMachine:job')
export const work = arnOf('lambda', 'function:work')
export const never = () => new Promise<never>(() => undefined)

/** A task that calls `work`. */
export const task = { Type: 'Task', Resource: work, End: true } as const

type Options = {
  input?: unknown
  behaviours?: Record<string, Behaviour>
  fields?: object
  name?: string
  waitFactor?: number
}

/** Gives a test file small clouds, one a test, with one machine each. */
export function testMachine() {
  let now: { cloud: SmallCloud; sfn: SFNClient } | undefined
  afterEach(async () => {
    await now?.cloud.remove()
    now = undefined
  })
  const running = () => {
    if (!now) throw new Error('no machine was run yet')
    return now
  }
  const sfn = () => running().sfn
  const look = (executionArn: string) => sfn().send(new DescribeExecutionCommand({ executionArn }))
  const start = async (input: unknown = {}, name?: string) => {
    const order = { stateMachineArn: machineArn, input: JSON.stringify(input), name }
    const { executionArn = '' } = await sfn().send(new StartExecutionCommand(order))
    return executionArn
  }
  return {
    sfn,
    look,
    start,
    calls: () => running().cloud.calls,
    /** Starts a cloud with one machine of these states, and gives it an input. */
    async run(
      states: Record<string, Partial<State>>,
      { input, behaviours, fields, name, waitFactor }: Options = {},
    ) {
      const definition = JSON.stringify({ StartAt: Object.keys(states)[0], States: states, ...fields })
      const machines = [{ name: 'job', arn: machineArn, roleArn: functionOf('work').roleArn, definition }]
      const cloud = await startSmallCloud({ assembly: { machines }, behaviours, waitFactor })
      now = { cloud, sfn: new SFNClient(cloud.client) }
      return start(input, name)
    },
    /** What came of an execution, once it has ended. */
    end: (executionArn: string) =>
      vi.waitUntil(
        async () => {
          const { status, output, error, cause } = await look(executionArn)
          return status !== 'RUNNING' && { status, output: JSON.parse(output ?? 'null'), error, cause }
        },
        { timeout: 10_000, interval: 20 },
      ),
    transitions: () =>
      running()
        .cloud.aws.executions()
        .map((record) => record.transitions),
  }
}
