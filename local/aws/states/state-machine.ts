import { setTimeout as sleep } from 'node:timers/promises'
import { StateMachine } from 'aws-local-stepfunctions'
import type { Invoke } from '../../assembly/model.ts'
import { asTask, runsHere } from './as-task.ts'
import { type Definition, lambdaInvoke, type State } from './asl.ts'
import { waitMs } from './waits.ts'

/** What all states of one run have in common. */
export type Run = {
  invoke: Invoke
  signal: AbortSignal
  /** The context object, `$$`. */
  context: Record<string, unknown>
  /** By which waits are multiplied, those before a retry too. */
  waitFactor: number
  /** Called for each state that is entered, and for each retry. */
  onTransition(): void
}

type Json = Parameters<StateMachine['run']>[0]

/** What a state may give and pass on: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const maxStateBytes = 262_144

/** An error of a state. Retry and Catch look at its name. */
class StateError extends Error {
  constructor(name: string, cause: string) {
    super(cause)
    this.name = name
  }
}

/** Ends a run that was stopped: the library neither retries nor catches it. */
class Stopped extends Error {
  readonly isRetryable = false
  readonly isCatchable = false
}

/**
 * Runs a definition in JSONPath to its end and gives its output.
 *
 * Map, Parallel and Wait are run here and appear to the library as tasks: its own would go on retrying in the
 * iterations that a failed one has stopped, and knows no shorter waits. In the inner
 * states `$$.Execution.Input` is the iteration's input.
 * @throws StateError, or an error named as AWS names it, when a state fails and nothing catches that.
 */
export const runDefinition = async (definition: Definition, input: unknown, run: Run): Promise<unknown> => {
  run.signal.throwIfAborted()
  const { TimeoutSeconds: _, ...timeless } = definition
  const states = Object.entries(definition.States).map(([name, state]) => [
    name,
    asTask(state, run.waitFactor),
  ])
  const machine = new StateMachine(
    { ...timeless, States: Object.fromEntries(states) },
    { validationOptions: { noValidate: true } },
  )
  const handlers = Object.entries(definition.States)
    .filter(([, state]) => state.Type === 'Task' || runsHere(state))
    .map(([name, state]) => [name, async (given: Json) => limited(await perform(state, given, run))])
  const execution = machine.run(input as Json, {
    overrides: { taskResourceLocalHandlers: Object.fromEntries(handlers) },
    context: run.context,
  })

  run.signal.addEventListener('abort', execution.abort, { once: true })
  const counted = countTransitions(execution.eventLogs, run)
  try {
    return await execution.result
  } catch (error) {
    run.signal.throwIfAborted()
    throw error instanceof Error && error.cause instanceof Error ? error.cause : error
  } finally {
    run.signal.removeEventListener('abort', execution.abort)
    await counted
  }
}

const countTransitions = async (events: AsyncIterable<{ type: string }>, run: Run) => {
  for await (const { type } of events)
    if (type === 'StateEntered' || type === 'StateRetried') run.onTransition()
}

const perform = async (state: State, input: unknown, run: Run): Promise<unknown> => {
  if (run.signal.aborted) throw new Stopped()
  if (state.Type === 'Map') return runMap(state, input, run)
  if (state.Type === 'Wait') return runWait(state, input, run)
  if (state.Type === 'Parallel')
    return together(state.Branches ?? [], Infinity, run, (branch, _, inner) =>
      runDefinition(branch, input, inner),
    )
  return untilStopped(runTask(state.Resource ?? '', input, run.invoke), run.signal)
}

const runTask = async (resource: string, input: unknown, invoke: Invoke): Promise<unknown> => {
  if (resource !== lambdaInvoke) return payloadOf(await invoke(resource, input, 'wait'))
  const { FunctionName, Payload = {} } = input as { FunctionName: string; Payload?: unknown }
  const payload = payloadOf(await invoke(FunctionName, Payload, 'wait'))
  return { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 }
}

const payloadOf = (result: Awaited<ReturnType<Invoke>>): unknown => {
  if (result.ok) return result.payload ?? null
  const { ok: _, ...failure } = result
  throw new StateError(result.errorType, JSON.stringify(failure))
}

/** Gives what lies at a path of a state's input, or of the context. */
const readerOf =
  (input: unknown, { context }: Run) =>
  (path: string) =>
    evaluate({ InputPath: path }, input, context)

const runWait = async (state: State, input: unknown, run: Run): Promise<unknown> => {
  const ms = await waitMs(state, readerOf(input, run), Date.now())
  await untilStopped(sleep(ms * run.waitFactor, undefined, { signal: run.signal }), run.signal)
  return input
}

const runMap = async (state: State, input: unknown, run: Run): Promise<unknown[]> => {
  const read = readerOf(input, run)
  const items = state.ItemsPath === undefined ? input : await read(state.ItemsPath)
  const definition = state.ItemProcessor ?? state.Iterator
  if (!Array.isArray(items) || !definition)
    throw Object.assign(new StateError('States.Runtime', 'The items of a Map must be an array'), {
      isRetryable: false,
      isCatchable: false,
    })
  const limit = state.MaxConcurrencyPath ? await read(state.MaxConcurrencyPath) : state.MaxConcurrency
  const template = state.ItemSelector ?? state.Parameters
  return together(items, Number(limit) || 40, run, async (item, index, inner) => {
    const context = { ...run.context, Map: { Item: { Index: index, Value: item } } }
    const given = template === undefined ? item : await evaluate({ Parameters: template }, input, context)
    return runDefinition(definition, given, { ...inner, context })
  })
}

/** Runs at most `limit` at once. The first failure stops the others and is thrown. */
const together = async <T>(
  items: T[],
  limit: number,
  run: Run,
  work: (item: T, index: number, inner: Run) => Promise<unknown>,
): Promise<unknown[]> => {
  const failed = new AbortController()
  const inner = { ...run, signal: AbortSignal.any([run.signal, failed.signal]) }
  const results: unknown[] = new Array(items.length)
  const left = items.entries()
  const worker = async () => {
    for (const [index, item] of left) results[index] = await work(item, index, inner)
  }
  try {
    await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker))
    return results
  } catch (error) {
    failed.abort(new Stopped())
    throw error
  }
}

/** Lets the library apply a path, or a template with its intrinsic functions. */
const evaluate = async (
  fields: { InputPath?: string; Parameters?: unknown },
  input: unknown,
  context: Run['context'],
) => {
  const definition = { StartAt: 'Value', States: { Value: { Type: 'Pass', ...fields, End: true } } }
  const machine = new StateMachine(definition as ConstructorParameters<typeof StateMachine>[0], {
    validationOptions: { noValidate: true },
  })
  return machine.run(input as Json, { context }).result
}

const limited = (output: unknown): Json => {
  const size = Buffer.byteLength(JSON.stringify(output ?? null))
  if (size > maxStateBytes)
    throw new StateError(
      'States.DataLimitExceeded',
      `The state gives ${size} bytes, and ${maxStateBytes} are allowed`,
    )
  return output as Json
}

/** Gives up waiting when the run is stopped; what was called goes on by itself, as it does in AWS. */
const untilStopped = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = () => reject(new Stopped())
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
