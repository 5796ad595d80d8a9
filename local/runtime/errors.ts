import type { InvokeError } from '../assembly/model.ts'

/**
 * The names and wordings below are those of Lambda's own Node.js runtime.
 * Source: https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/Errors.js
 */
export const describeError = (error: unknown): InvokeError =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
    : { errorType: typeof error, errorMessage: String(error), trace: [] }

/** An error while the bundle was loaded. */
export const describeInitError = (error: unknown): InvokeError => {
  const described = describeError(error)
  if (!(error instanceof Error)) return described
  const code = 'code' in error ? error.code : undefined
  const named = { ...described, errorMessage: `${error.name}: ${error.message}` }
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') {
    return { ...named, errorType: 'Runtime.ImportModuleError' }
  }
  return error instanceof SyntaxError ? { ...named, errorType: 'Runtime.UserCodeSyntaxError' } : described
}

export const timedOut = (requestId: string, seconds: number): InvokeError => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
})

/** Words of a signal, as the operating system says them. */
const signalWords: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: 'aborted',
  SIGINT: 'interrupt',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
}

/** The process ended although nobody had asked it to. */
export const exited = (
  requestId: string,
  code: number | null,
  signal: NodeJS.Signals | null,
): InvokeError => {
  const how = signal
    ? `with error: signal: ${signalWords[signal] ?? signal}`
    : `with error: exit status ${code}`
  return {
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited ${code === 0 ? 'without providing a reason' : how}`,
  }
}

/** Bytes. Source: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const largestPayload = 6 * 1024 * 1024

export const responseTooLarge: InvokeError = {
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size exceeded maximum allowed payload size (${largestPayload} bytes).`,
}
