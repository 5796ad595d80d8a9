import type { Cloud } from '../cloud.ts'
import { explain } from './explain.ts'

/**
 * Ends this process, with exit code 1 and words for the person at the terminal, when the local cloud does not start or
 * cannot go on. No other process is left. Nothing is said where `stopping` was aborted before.
 */
export const endInTrouble = (starting: Promise<Cloud>, dataDir: string, stopping: AbortController) => {
  const end = async (error: unknown) => {
    if (stopping.signal.aborted) return
    stopping.abort()
    console.error(`\n${explain(error, dataDir)}`)
    const cloud = await starting.catch(() => undefined)
    await cloud?.stop().catch(() => undefined)
    process.exit(1)
  }
  starting.then(({ trouble }) => trouble.first).then(end, end)
  process.on('uncaughtException', end)
}
