import { existsSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describeError, describeInitError, largestPayload, responseTooLarge } from './errors.ts'
import type { Invocation, Report } from './messages.ts'

/**
 * The process of one function, in the place of Lambda's runtime: it loads the bundle once and then runs one
 * invocation at a time. Its arguments: the folder of the bundle, and the handler.
 */
const [taskRoot = '', handlerName = ''] = process.argv.slice(2)
/** For Node alone, which has read it: a function on AWS has no such variable. */
delete process.env.NODE_COMPILE_CACHE

type Context = ReturnType<typeof contextOf>
type Handler = (event: unknown, context: Context) => unknown

let current: Invocation | undefined

const report = (message: Report, sent?: () => void) => {
  if (process.connected) process.send?.(message, undefined, undefined, sent)
}

/** Without the local cloud there is nothing to do, however it ended. */
process.on('disconnect', () => process.exit(0))
/** Ctrl-C reaches the whole group of processes; the local cloud ends this one when its work is done. */
process.on('SIGINT', () => undefined)

const giveUp = (error: unknown, exitCode: number) => {
  const described = describeError(error)
  const message: Report = current
    ? { kind: 'failed', requestId: current.requestId, error: described, fatal: true }
    : { kind: 'broken', error: described }
  report(message, () => process.exit(exitCode))
}

process.on('uncaughtException', (error) => giveUp(error, 129))
process.on('unhandledRejection', (reason) => {
  const error = new Error(reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason))
  error.name = 'Runtime.UnhandledPromiseRejection'
  if (reason instanceof Error && reason.stack) error.stack = reason.stack
  giveUp(error, 128)
})

const contextOf = ({ requestId, deadlineMs, functionArn }: Invocation) => ({
  awsRequestId: requestId,
  invokedFunctionArn: functionArn,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME ?? '',
  functionVersion: '$LATEST',
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? '',
  logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME ?? '',
  logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME ?? '',
  /** Heard by nobody: an answer is sent when the handler's promise settles. */
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
})

const runtimeError = (name: string, message: string) => Object.assign(new Error(message), { name })

const loadHandler = async (): Promise<Handler> => {
  const [module = '', name = ''] = handlerName.split('.')
  const file = ['.mjs', '.js', '.cjs'].map((ending) => join(taskRoot, module + ending)).find(existsSync)
  if (!file) throw runtimeError('Runtime.ImportModuleError', `Error: Cannot find module '${module}'`)
  const loaded: Record<string, unknown> = await import(pathToFileURL(file).href)
  const handler = loaded[name]
  if (typeof handler === 'function') return handler as Handler
  throw runtimeError('Runtime.HandlerNotFound', `${handlerName} is undefined or not exported`)
}

const run = async (handler: Handler, invocation: Invocation): Promise<Report> => {
  const { requestId, event } = invocation
  try {
    const payload = JSON.stringify((await handler(event, contextOf(invocation))) ?? null)
    return Buffer.byteLength(payload) > largestPayload
      ? { kind: 'failed', requestId, error: responseTooLarge }
      : { kind: 'done', requestId, payload }
  } catch (error) {
    return { kind: 'failed', requestId, error: describeError(error) }
  }
}

try {
  const handler = await loadHandler()
  process.on('message', async (invocation: Invocation) => {
    current = invocation
    const message = await run(handler, invocation)
    current = undefined
    report(message)
    // It will be killed, and what was compiled would be lost.
    flushCompileCache()
  })
  report({ kind: 'ready' })
} catch (error) {
  report({ kind: 'broken', error: describeInitError(error) }, () => process.exit(1))
}
