import type { InvokeError } from '../assembly/model.ts'

/** From the local cloud to a function's process. */
export type Invocation = {
  requestId: string
  event: unknown
  /** Milliseconds since the epoch at which the function will be stopped. */
  deadlineMs: number
  functionArn: string
}

/** From a function's process. `payload` is JSON. */
export type Report =
  | { kind: 'ready' }
  | { kind: 'broken'; error: InvokeError }
  | { kind: 'done'; requestId: string; payload: string }
  /** `fatal` when the process ends after it. */
  | { kind: 'failed'; requestId: string; error: InvokeError; fatal?: true }
