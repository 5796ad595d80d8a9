import { readdirSync, readFileSync } from 'node:fs'

/** Bytes of a process and all that it started, shared pages counted once (PSS). Linux only: it reads /proc. */
export const memoryOfTree = (root: number): number =>
  processTree(root).reduce((sum, pid) => sum + memoryOf(pid), 0)

/**
 * Seconds of processor time that a process itself has used. Linux only.
 * Source of the fields, and of the 100 ticks a second: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function processorSecondsOf(pid: number): number {
  const [, fields = ''] = read(`/proc/${pid}/stat`).split(') ')
  const [user, system] = fields.split(' ').slice(11, 13).map(Number)
  return ((user ?? 0) + (system ?? 0)) / 100
}

/** Seconds that the functions and PostgreSQL of a cloud have used, whose own process is `root`. Linux only. */
export function processorSecondsBelow(root: number) {
  const below = processTree(root).filter((pid) => pid !== root)
  const secondsOf = (isMeant: (pid: number) => boolean) =>
    below.filter(isMeant).reduce((sum, pid) => sum + processorSecondsOf(pid), 0)
  return {
    functions: secondsOf((pid) => read(`/proc/${pid}/environ`).includes('AWS_LAMBDA_FUNCTION_NAME=')),
    database: secondsOf((pid) => read(`/proc/${pid}/cmdline`).includes('postgres')),
  }
}

/** A process and all that it started, and those in turn. */
function processTree(root: number): number[] {
  const parents = new Map(processIds().map((pid) => [pid, parentOf(pid)]))
  const isBelow = (pid: number | undefined): boolean => pid === root || (!!pid && isBelow(parents.get(pid)))
  return [...parents.keys()].filter(isBelow)
}

const processIds = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

const read = (path: string) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // ended meanwhile
  }
}

const parentOf = (pid: number) => Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1])
const memoryOf = (pid: number) =>
  Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1024
