import type { State } from './asl.ts'
import { scaledRetries } from './waits.ts'

/** `setTimeout` can wait no longer, in seconds; AWS's own default is about three years. */
const longestTimeout = 2_147_483

/** Whether the local cloud runs it itself, and the library takes it for a task. */
export const runsHere = ({ Type }: State) => ['Map', 'Parallel', 'Wait'].includes(Type)

/** A state as the library is to see it, its retries after waits that are multiplied by `waitFactor`. */
export const asTask = (state: State, waitFactor: number): State => {
  const Retry = scaledRetries(state, waitFactor)
  if (runsHere(state)) {
    const { InputPath, ResultSelector, ResultPath, OutputPath, Catch, Next, End } = state
    const parameters = state.Type === 'Parallel' ? { Parameters: state.Parameters } : {}
    const kept = { InputPath, ResultSelector, ResultPath, OutputPath, Retry, Catch, Next, End, ...parameters }
    const given = Object.entries(kept).filter(([, value]) => value !== undefined)
    return {
      Type: 'Task',
      Resource: state.Type,
      TimeoutSeconds: longestTimeout,
      ...Object.fromEntries(given),
    }
  }
  if (state.Type !== 'Task') return state
  const retried = Retry ? { ...state, Retry } : state
  if (state.TimeoutSecondsPath !== undefined) return retried
  return { ...retried, TimeoutSeconds: Math.min(state.TimeoutSeconds ?? longestTimeout, longestTimeout) }
}
