import { randomUUID } from 'node:crypto'
import type { Assembly, Invoke, Principal } from '../../assembly/model.ts'
import { AwsError } from '../errors.ts'
import { jsonService, requiredText } from '../json-protocol.ts'
import type { ExecutionRecord, Log, Service } from '../types.ts'
import { checkDefinition } from './asl.ts'
import { startExecutions } from './executions.ts'

export type States = Service & {
  executions(): ExecutionRecord[]
  /** @throws AwsError as StartExecution does. */
  start(stateMachineArn: string, name: string, input: string): ExecutionRecord
}

/** Step Functions (standard workflows) with the machines of the template. */
export const startStates = (
  machines: Assembly['machines'],
  invokeAs: (principal: Principal) => Invoke,
  waitFactor: number,
  log: Log,
): States => {
  for (const { name, definition } of machines) checkDefinition(name, JSON.parse(definition))
  const executions = startExecutions(invokeAs, waitFactor, log)

  const find = (executionArn: string): ExecutionRecord => {
    const record = executions.get(executionArn)
    if (!record) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`)
    return record
  }

  const start = (stateMachineArn: string, name: string, input: string): ExecutionRecord => {
    const machine = machines.find(({ arn }) => arn === stateMachineArn)
    if (!machine)
      throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`)
    if (!/^[\w.~-]{1,80}$/.test(name)) throw new AwsError('InvalidName', `Invalid Name: '${name}'`)
    if (!isJson(input)) throw new AwsError('InvalidExecutionInput', 'The input is not valid JSON')
    const earlier = executions.get(`${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`)
    if (!earlier) return executions.start(machine, name, input)
    // The same order again is answered as the first time, but only for as long as it runs.
    if (earlier.status === 'RUNNING' && earlier.input === input) return earlier
    throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${earlier.executionArn}'`)
  }

  const service = jsonService({
    version: '1.0',
    name: 'states',
    subjectsOf: (input) => [
      { resource: requiredText(input, 'stateMachineArn' in input ? 'stateMachineArn' : 'executionArn') },
    ],
    operations: {
      StartExecution: (request) => {
        const machineArn = requiredText(request, 'stateMachineArn')
        const { executionArn, startDate } = start(
          machineArn,
          String(request.name ?? randomUUID()),
          String(request.input ?? '{}'),
        )
        return { executionArn, startDate: seconds(startDate) }
      },
      StopExecution: async (request) => {
        const executionArn = requiredText(request, 'executionArn')
        const record = find(executionArn)
        const { error, cause } = request as { error?: string; cause?: string }
        if (record.status === 'RUNNING') await executions.stop(executionArn, { error, cause })
        return { stopDate: seconds(record.stopDate ?? new Date()) }
      },
      DescribeExecution: (request) => {
        const executionArn = requiredText(request, 'executionArn')
        return {
          ...withTimes(find(executionArn)),
          inputDetails: { included: true },
          outputDetails: { included: true },
        }
      },
      ListExecutions: (request) => {
        const machineArn = requiredText(request, 'stateMachineArn')
        const listed = executions
          .list()
          .filter(
            (one) =>
              one.stateMachineArn === machineArn && (request.statusFilter ?? one.status) === one.status,
          )
          .reverse()
          .slice(0, Number(request.maxResults) || 100)
        return {
          executions: listed.map((record) => {
            const { input, output, error, cause, transitions, ...summary } = withTimes(record)
            return summary
          }),
        }
      },
    },
  })
  return { ...service, start, executions: executions.list, stop: executions.stopAll }
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Times in this protocol are seconds since 1970. */
const seconds = (date: Date) => date.getTime() / 1000

const withTimes = (record: ExecutionRecord) => ({
  ...record,
  startDate: seconds(record.startDate),
  ...(record.stopDate ? { stopDate: seconds(record.stopDate) } : {}),
})
