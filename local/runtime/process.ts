import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { InvokeError, InvokeResult, LocalFunction } from '../assembly/model.ts'
import { exited, timedOut } from './errors.ts'
import type { Invocation, Report } from './messages.ts'

/** Milliseconds that loading a bundle may take before the invocation's own time begins, as on Lambda. */
const initMs = 10_000

export type FunctionProcess = {
  pid: number | undefined
  /** Whether it can take another invocation. */
  usable(): boolean
  run(requestId: string, event: unknown): Promise<InvokeResult>
  /** Ends the process at once and resolves when it is gone. */
  kill(): Promise<void>
}

type Options = {
  fn: LocalFunction
  environment: Record<string, string>
  compileCacheDir: string
  /** Hears each line that the function writes, with the invocation that ran last. */
  onLine: (line: string, requestId: string) => void
  /** Called once when the process has ended, for whatever reason. */
  onEnd: () => void
}

/** Share of a function's memory that may be heap; the rest is for code and buffers. */
const heapShare = 0.9

const spawn = ({ fn, environment, compileCacheDir }: Options): ChildProcess =>
  fork(join(import.meta.dirname, 'worker.ts'), [fn.codeDir, fn.handler], {
    cwd: fn.codeDir,
    env: { ...environment, NODE_COMPILE_CACHE: compileCacheDir },
    execArgv: [
      `--max-old-space-size=${Math.floor(fn.memoryMb * heapShare)}`,
      '--disable-warning=ExperimentalWarning',
    ],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })

const fail = (error: InvokeError): InvokeResult => ({ ok: false, ...error })

const toResult = (report: Extract<Report, { kind: 'done' | 'failed' }>): InvokeResult =>
  report.kind === 'done' ? { ok: true, payload: JSON.parse(report.payload) } : fail(report.error)

/** Starts the process of a function. It takes one invocation at a time. */
export const startProcess = (options: Options): FunctionProcess => {
  const { fn, onLine, onEnd } = options
  const child = spawn(options)
  let lastRequestId = ''
  let settle: ((result: InvokeResult) => void) | undefined
  let broken: InvokeError | undefined
  let usable = true
  let timer: NodeJS.Timeout | undefined

  const ready = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()

  const finish = (result: InvokeResult) => {
    clearTimeout(timer)
    settle?.(result)
    settle = undefined
  }

  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => onLine(line, lastRequestId))
  }
  child.on('message', (report: Report) => {
    if (report.kind === 'ready') ready.resolve()
    else if (report.kind === 'broken') {
      usable = false
      broken = report.error
      finish(fail(report.error))
    } else if (report.requestId === lastRequestId) {
      if (report.kind === 'failed' && report.fatal) usable = false
      finish(toResult(report))
    }
  })
  child.on('error', (error) => finish(fail({ errorType: 'Runtime.ExitError', errorMessage: error.message })))
  child.on('exit', (code, signal) => {
    usable = false
    finish(fail(broken ?? exited(lastRequestId, code, signal)))
    onEnd()
    ended.resolve()
  })

  const kill = () => {
    usable = false
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    return ended.promise
  }

  const limit = (requestId: string, ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      void kill()
      finish(fail(timedOut(requestId, fn.timeoutSeconds)))
    }, ms)
  }

  return {
    pid: child.pid,
    usable: () => usable,
    run: (requestId, event) => {
      lastRequestId = requestId
      const result = Promise.withResolvers<InvokeResult>()
      settle = result.resolve
      const timeoutMs = fn.timeoutSeconds * 1000
      limit(requestId, initMs + timeoutMs)
      void ready.promise.then(() => {
        if (settle !== result.resolve || !child.connected) return
        limit(requestId, timeoutMs)
        const deadlineMs = Date.now() + timeoutMs
        child.send({ requestId, event, deadlineMs, functionArn: fn.arn } satisfies Invocation)
      })
      return result.promise
    },
    kill,
  }
}
