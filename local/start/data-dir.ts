import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { knownPlace } from '../postgres/data-folder.ts'
import { stopOrphan } from '../postgres/orphan.ts'
import { lockDataDir } from './lock.ts'
import { StartError } from './start-error.ts'

export const emptyAdvice = '`npm start -- --fresh` empties the data and starts anew.'

/**
 * Takes a data folder for this process alone. What it gives lets it go again.
 * Throws a StartError when the folder is no folder or is in use.
 */
export const openDataDir = (dataDir: string): (() => void) => {
  try {
    mkdirSync(dataDir, { recursive: true })
    readdirSync(dataDir)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StartError(
      `The data folder ${dataDir} cannot be used: ${reason}.`,
      'Move it out of the way and start again.',
      { cause },
    )
  }
  return lockDataDir(dataDir)
}

/** Removes all data from a folder that this process has taken. */
export const emptyDataDir = async (dataDir: string) => {
  // A database that a killed start left behind would go on with files that are gone.
  const database = knownPlace(join(dataDir, 'postgres'))
  await stopOrphan(join(database, 'cluster'))
  rmSync(database, { recursive: true, force: true })
  for (const entry of readdirSync(dataDir)) {
    if (entry !== 'lock') rmSync(join(dataDir, entry), { recursive: true, force: true })
  }
}
