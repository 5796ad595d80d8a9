import { readdirSync, readFileSync } from 'node:fs'

/** Bytes of a process and all that it started, shared pages counted once (PSS). Linux only: it reads /proc. */
export function memoryOfTree(root: number): number {
  const parents = new Map(processIds().map((pid) => [pid, parentOf(pid)]))
  const isBelow = (pid: number | undefined): boolean => pid === root || (!!pid && isBelow(parents.get(pid)))
  return [...parents.keys()].filter(isBelow).reduce((sum, pid) => sum + memoryOf(pid), 0)
}

/**
 * Seconds of processor time that a process itself has used. Linux only.
 * Source of the fields, and of the 100 ticks a second: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function processorSecondsOf(pid: number): number {
  const [, fields = ''] = read(`/proc/${pid}/stat`).split(') ')
  const [user, system] = fields.split(' ').slice(11, 13).map(Number)
  return ((user ?? 0) + (system ?? 0)) / 100
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
