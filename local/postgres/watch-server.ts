import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { StartError } from '../start/start-error.ts'
import { diskTrouble } from '../start/trouble.ts'

/** Reads what the server says from now on. What it gives ends that, so that nobody hears of an end that is wanted. */
export const watchServer = (server: ChildProcess, onLost: (why: StartError) => void) => {
  const lost = (code: number | null, signal: string | null) =>
    onLost(
      new StartError(
        `The database ended by itself (${signal ?? `exit code ${code}`}).`,
        'Start again: it takes up what was stored.',
      ),
    )
  server.once('exit', lost)
  if (server.stderr) {
    createInterface({ input: server.stderr }).on('line', (line) => {
      const trouble = diskTrouble(line)
      if (trouble) onLost(trouble)
    })
  }
  return () => void server.off('exit', lost)
}
