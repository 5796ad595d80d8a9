import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '../start/start-error.ts'

type Running = { command: string; parentPid: number }

/** What runs under a process id, or undefined when nothing does. */
const lookUp = (pid: number): Running | undefined => {
  try {
    if (process.platform === 'linux') {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      const parentPid = Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
      // An ended process that nobody has waited for has no command any more.
      return command === '' ? undefined : { command, parentPid }
    }
    const [, parentPid, command = ''] =
      /^\s*(\d+)\s+(.*)$/m.exec(
        execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' }),
      ) ?? []
    return { command, parentPid: Number(parentPid) }
  } catch {
    return undefined
  }
}

const isServerOf = (clusterDir: string, running: Running | undefined): running is Running =>
  running?.command.includes('postgres') === true && running.command.includes(clusterDir)

/**
 * Ends a server of this data that was left behind when its Node was killed, and waits until it is gone.
 * @throws StartError when the server is not left behind but belongs to a Dhol that runs.
 */
export const stopOrphan = async (clusterDir: string): Promise<void> => {
  const pidFile = join(clusterDir, 'postmaster.pid')
  const text = await readFile(pidFile, 'utf8').catch(() => undefined)
  if (text === undefined) return
  const pid = Number(text.split('\n')[0])
  const running = lookUp(pid)
  if (isServerOf(clusterDir, running)) {
    const parent = lookUp(running.parentPid)
    if (running.parentPid > 1 && parent?.command.includes('node'))
      throw new StartError(
        `Another Dhol (process ${running.parentPid}) is running on the data in ${clusterDir}.`,
        'End it first.',
      )
    await end(pid, clusterDir)
  }
  // A number that now belongs to another program would keep Postgres from starting.
  await rm(pidFile, { force: true })
}

/** SIGINT closes the connections and writes everything down; SIGQUIT leaves that to the recovery. */
const end = async (pid: number, clusterDir: string) => {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    process.kill(pid, signal)
    for (let waited = 0; waited < 5000; waited += 20) {
      if (!isServerOf(clusterDir, lookUp(pid))) return
      await sleep(20)
    }
  }
}
