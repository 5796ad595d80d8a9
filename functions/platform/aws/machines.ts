import { once } from '../once.ts'

const client = once(async () => {
  const { SFN } = await import('@aws-sdk/client-sfn')
  return new SFN()
})

const executionArn = (machineArn: string, name: string) =>
  `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`

/** Starts an execution once: a second start with the same name and input is no second execution. */
export async function startMachine(machineArn: string, name: string, input: object): Promise<void> {
  try {
    await (await client()).startExecution({ stateMachineArn: machineArn, name, input: JSON.stringify(input) })
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ExecutionAlreadyExists')) throw error
  }
}

/** Stops an execution; one that has ended or never began is fine too. */
export async function stopMachine(machineArn: string, name: string, cause: string): Promise<void> {
  try {
    await (await client()).stopExecution({ executionArn: executionArn(machineArn, name), cause })
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ExecutionDoesNotExist')) throw error
  }
}

/** Whether an execution is under way; false when it has ended, however, or never began. */
export async function isMachineRunning(machineArn: string, name: string): Promise<boolean> {
  try {
    const { status } = await (await client()).describeExecution({
      executionArn: executionArn(machineArn, name),
    })
    return status === 'RUNNING'
  } catch (error) {
    if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return false
    throw error
  }
}
