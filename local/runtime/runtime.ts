import { randomUUID } from 'node:crypto'
import type { Invoke, InvokeResult, LocalFunction } from '../assembly/model.ts'
import { createPool } from './pool.ts'
import { startProcess } from './process.ts'

type Options = {
  functions: LocalFunction[]
  environmentOf: (fn: LocalFunction) => Record<string, string>
  compileCacheDir: string
  onInvoke: (functionName: string) => void
  onLine: (functionName: string, line: string, requestId: string) => void
  /** Hears each invocation that did not succeed. */
  onFailure: (functionName: string, requestId: string, failure: Extract<InvokeResult, { ok: false }>) => void
  concurrency?: number
  idleMs?: number
}

export type Runtime = {
  invoke: Invoke
  processes(): { function: string; pid: number | undefined; busy: boolean }[]
  /** To be called when bundles have changed. */
  recycle(): void
  /** Ends every process and every retry that is still to come. */
  stop(): Promise<void>
}

/** Milliseconds before the second and third attempt of an asynchronous invocation, as Lambda waits. */
const eventRetryMs = [60_000, 120_000]

/** Runs functions from their bundles, each invocation in a process of its own that no other uses meanwhile. */
export const createRuntime = (options: Options): Runtime => {
  const { functions, environmentOf, compileCacheDir, onLine, onFailure } = options
  const retries = new Set<NodeJS.Timeout>()
  let stopped = false

  const pools = new Map(
    functions.map((fn) => [
      fn.arn,
      {
        fn,
        pool: createPool({
          concurrency: options.concurrency ?? 8,
          idleMs: options.idleMs ?? 60_000,
          start: (onEnd) =>
            startProcess({
              fn,
              environment: environmentOf(fn),
              compileCacheDir,
              onLine: (line, requestId) => onLine(fn.name, line, requestId),
              onEnd,
            }),
        }),
      },
    ]),
  )

  const run = async (functionArn: string, payload: unknown, requestId: string): Promise<InvokeResult> => {
    const found = pools.get(functionArn)
    if (!found || stopped) {
      return {
        ok: false,
        errorType: 'ResourceNotFoundException',
        errorMessage: stopped ? 'The local cloud is stopping' : `Function not found: ${functionArn}`,
      }
    }
    options.onInvoke(found.fn.name)
    const result = await found.pool.run(requestId, payload)
    if (!result.ok && !stopped) onFailure(found.fn.name, requestId, result)
    return result
  }

  const runEvent = async (functionArn: string, payload: unknown, requestId: string, attempt: number) => {
    const result = await run(functionArn, payload, requestId)
    const waitMs = eventRetryMs[attempt]
    if (result.ok || waitMs === undefined || stopped) return
    const timer = setTimeout(() => {
      retries.delete(timer)
      void runEvent(functionArn, payload, requestId, attempt + 1)
    }, waitMs)
    retries.add(timer)
  }

  return {
    invoke: async (functionArn, payload, mode) => {
      const requestId = randomUUID()
      if (mode === 'wait') return run(functionArn, payload, requestId)
      void runEvent(functionArn, payload, requestId, 0)
      return { ok: true, payload: null }
    },
    processes: () =>
      [...pools.values()].flatMap(({ fn, pool }) =>
        pool.processes().map((process) => ({ function: fn.name, ...process })),
      ),
    recycle: () => {
      for (const { pool } of pools.values()) pool.recycle()
    },
    stop: async () => {
      stopped = true
      for (const timer of retries) clearTimeout(timer)
      await Promise.all([...pools.values()].map(({ pool }) => pool.stop()))
    },
  }
}
