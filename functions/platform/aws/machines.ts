import {
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'

const sfn = new SFNClient()

const executionArn = (machineArn: string, name: string) =>
  `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`

/** Starts an execution once: a second start with the same name and input is no second execution. */
export async function startMachine(machineArn: string, name: string, input: object): Promise<void> {
  const start = new StartExecutionCommand({ stateMachineArn: machineArn, name, input: JSON.stringify(input) })
  await sfn.send(start).catch(unless('ExecutionAlreadyExists'))
}

/** Stops an execution; one that has ended or never began is fine too. */
export async function stopMachine(machineArn: string, name: string, cause: string): Promise<void> {
  const stop = new StopExecutionCommand({ executionArn: executionArn(machineArn, name), cause })
  await sfn.send(stop).catch(unless('ExecutionDoesNotExist'))
}

export type MachineState = 'running' | 'ended' | 'never began'

/** Where an execution is. Step Functions forgets an ended one after 90 days. */
export async function stateOfMachine(machineArn: string, name: string): Promise<MachineState> {
  const describe = new DescribeExecutionCommand({ executionArn: executionArn(machineArn, name) })
  const execution = await sfn.send(describe).catch(unless('ExecutionDoesNotExist'))
  if (!execution) return 'never began'
  return execution.status === 'RUNNING' ? 'running' : 'ended'
}

/** Lets one error of AWS pass as "nothing"; every other goes on. */
const unless = (name: string) => (error: unknown) => {
  if (error instanceof Error && error.name === name) return undefined
  throw error
}
