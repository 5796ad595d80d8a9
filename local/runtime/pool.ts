import type { InvokeResult } from '../assembly/model.ts'
import type { FunctionProcess } from './process.ts'

type Options = {
  /** Starts a process; `onEnd` must be called when it has ended. */
  start: (onEnd: () => void) => FunctionProcess
  /** Processes at the same time; further invocations wait. */
  concurrency: number
  /** Milliseconds without work after which a process is ended. */
  idleMs: number
}

export type Pool = {
  run(requestId: string, event: unknown): Promise<InvokeResult>
  processes(): { pid: number | undefined; busy: boolean }[]
  /** Lets each process end once it is free, so that the next invocation starts with the code as it is then. */
  recycle(): void
  stop(): Promise<void>
}

/** The processes of one function: started when there is work, used again while warm, ended when idle. */
export const createPool = ({ start, concurrency, idleMs }: Options): Pool => {
  const all = new Set<FunctionProcess>()
  const idle = new Map<FunctionProcess, NodeJS.Timeout>()
  const stale = new WeakSet<FunctionProcess>()
  const waiting: ((process: FunctionProcess) => void)[] = []

  const leaveIdle = (process: FunctionProcess) => {
    clearTimeout(idle.get(process))
    idle.delete(process)
  }

  const retire = (process: FunctionProcess) => {
    leaveIdle(process)
    return process.kill()
  }

  /** The one that worked last, so that those not needed grow old. */
  const take = () => {
    const process = [...idle.keys()].at(-1)
    if (process) leaveIdle(process)
    return process
  }

  const begin = () => {
    const process = start(() => {
      leaveIdle(process)
      all.delete(process)
      giveToNext()
    })
    all.add(process)
    return process
  }

  const giveToNext = () => {
    if (waiting.length === 0) return
    const process = take() ?? (all.size < concurrency ? begin() : undefined)
    if (process) waiting.shift()?.(process)
  }

  const acquire = () => {
    const process = take() ?? (all.size < concurrency ? begin() : undefined)
    return process ?? new Promise<FunctionProcess>((resolve) => waiting.push(resolve))
  }

  const release = (process: FunctionProcess) => {
    if (!process.usable()) return
    if (stale.has(process)) {
      void retire(process)
      return
    }
    idle.set(
      process,
      setTimeout(() => void retire(process), idleMs),
    )
    giveToNext()
  }

  return {
    run: async (requestId, event) => {
      const process = await acquire()
      const result = await process.run(requestId, event)
      release(process)
      return result
    },
    processes: () =>
      [...all]
        .filter((process) => process.usable())
        .map((process) => ({ pid: process.pid, busy: !idle.has(process) })),
    recycle: () => {
      for (const process of all) stale.add(process)
      for (const process of idle.keys()) void retire(process)
    },
    stop: async () => {
      waiting.length = 0
      await Promise.all([...all].map(retire))
    },
  }
}
