import type { Assembly, Invoke, Principal } from '../../assembly/model.ts'
import type { ExecutionRecord, Log } from '../types.ts'
import type { Definition } from './asl.ts'
import { runDefinition } from './state-machine.ts'

type Machine = Assembly['machines'][number]

type Execution = { record: ExecutionRecord; abort: AbortController; ended: Promise<void> }

/** So many that have ended are remembered; AWS remembers them for 90 days. */
const maxRemembered = 1000

/** Why a run was stopped from outside. */
class Ending extends Error {
  readonly status: 'ABORTED' | 'TIMED_OUT'
  readonly reason: { error?: string; cause?: string }

  constructor(status: 'ABORTED' | 'TIMED_OUT', reason: { error?: string; cause?: string }) {
    super(status)
    this.status = status
    this.reason = reason
  }
}

export type Executions = {
  get(executionArn: string): ExecutionRecord | undefined
  list(): ExecutionRecord[]
  start(machine: Machine, name: string, input: string): ExecutionRecord
  stop(executionArn: string, reason: { error?: string; cause?: string }): Promise<void>
  stopAll(): Promise<void>
}

/** The executions of this process, in memory: a restart forgets them, running ones too. */
export const startExecutions = (
  invokeAs: (principal: Principal) => Invoke,
  waitFactor: number,
  log: Log,
): Executions => {
  const executions = new Map<string, Execution>()

  const forgetOldest = () => {
    for (const [arn, { record }] of executions) {
      if (executions.size <= maxRemembered) return
      if (record.status !== 'RUNNING') executions.delete(arn)
    }
  }

  const stop = async (executionArn: string, reason: { error?: string; cause?: string }) => {
    const execution = executions.get(executionArn)
    execution?.abort.abort(new Ending('ABORTED', reason))
    await execution?.ended
  }

  return {
    get: (executionArn) => executions.get(executionArn)?.record,
    list: () => [...executions.values()].map(({ record }) => record),
    start(machine, name, input) {
      const record: ExecutionRecord = {
        executionArn: `${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`,
        stateMachineArn: machine.arn,
        name,
        status: 'RUNNING',
        input,
        startDate: new Date(),
        transitions: 0,
      }
      const abort = new AbortController()
      const invoke = invokeAs({ roleArn: machine.roleArn, session: machine.name })
      const ended = carryOut(machine, record, { abort, invoke, waitFactor }).then(() =>
        report(machine, record, log),
      )
      executions.set(record.executionArn, { record, abort, ended })
      forgetOldest()
      return record
    },
    stop,
    async stopAll() {
      const reason = { cause: 'The local cloud was stopped' }
      await Promise.all([...executions.keys()].map((executionArn) => stop(executionArn, reason)))
    },
  }
}

/** Runs the machine and writes into `record` how it ended. Does not throw. */
const carryOut = async (
  machine: Machine,
  record: ExecutionRecord,
  { abort, invoke, waitFactor }: { abort: AbortController; invoke: Invoke; waitFactor: number },
) => {
  const definition: Definition = JSON.parse(machine.definition)
  const seconds = definition.TimeoutSeconds
  const timer =
    seconds === undefined
      ? undefined
      : setTimeout(
          () => abort.abort(new Ending('TIMED_OUT', { error: 'States.Timeout' })),
          seconds * 1000,
        ).unref()
  try {
    const output = await runDefinition(definition, JSON.parse(record.input), {
      invoke,
      signal: abort.signal,
      context: contextOf(machine, record),
      waitFactor,
      onTransition: () => {
        record.transitions++
      },
    })
    Object.assign(record, { status: 'SUCCEEDED', output: JSON.stringify(output) })
  } catch (error) {
    const end: unknown = abort.signal.aborted ? abort.signal.reason : error
    if (end instanceof Ending) Object.assign(record, { status: end.status, ...end.reason })
    else {
      const { name, message } = end instanceof Error ? end : new Error(String(end))
      Object.assign(record, { status: 'FAILED', error: name, cause: message })
    }
  } finally {
    clearTimeout(timer)
    record.stopDate = new Date()
  }
}

/** Source: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
const contextOf = (machine: Machine, record: ExecutionRecord) => ({
  Execution: { Id: record.executionArn, Name: record.name, RoleArn: machine.roleArn },
  StateMachine: { Id: machine.arn, Name: machine.name },
})

const report = (machine: Machine, record: ExecutionRecord, log: Log) => {
  const milliseconds = (record.stopDate?.getTime() ?? 0) - record.startDate.getTime()
  log(record.status === 'SUCCEEDED' ? 'info' : 'warn', `${machine.name} ${record.status.toLowerCase()}`, {
    execution: record.name,
    milliseconds,
    transitions: record.transitions,
    ...(record.error ? { error: record.error, cause: record.cause } : {}),
  })
}
