import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from './start-error.ts'

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Alive, but another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const holderOf = (path: string) => {
  try {
    return Number.parseInt(readFileSync(path, 'utf8'), 10)
  } catch {
    return Number.NaN
  }
}

const take = (path: string) => {
  try {
    writeFileSync(path, `${process.pid}\n`, { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/**
 * Makes this process the only one that uses a data folder; what it gives ends that. The lock of a process that died
 * is taken over. Throws a StartError while another one is running.
 */
export const lockDataDir = (dataDir: string): (() => void) => {
  const path = join(dataDir, 'lock')
  const release = () => rmSync(path, { force: true })
  if (take(path)) return release
  const holder = holderOf(path)
  if (isAlive(holder)) {
    throw new StartError(
      `Dhol is running already with the data in ${dataDir} (process ${holder}).`,
      `Use that one, or end it: kill ${holder}. If process ${holder} is something else, delete ${path}.`,
    )
  }
  release()
  if (take(path)) return release
  throw new StartError(`Another start took ${path} at the same moment.`, 'Start again.')
}
