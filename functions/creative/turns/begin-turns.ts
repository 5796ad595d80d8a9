import { asError, log } from '../../platform/log.ts'
import type { TurnsContext } from '../context.ts'
import { startRun } from '../start-run.ts'
import { takeTurns } from './turns.sql.ts'

/**
 * Starts what there is room for; to be called after each commit that asks for pictures or ends some. What is lost here is
 * found by the sweep within a minute, so it fails nobody.
 */
export async function beginTurns(context: TurnsContext): Promise<void> {
  const { db, clock, picturesAtOnce } = context
  try {
    const runs = await takeTurns(db, picturesAtOnce, new Date(clock()))
    await Promise.all(runs.map((run) => startRun(context, run)))
  } catch (error) {
    log.warn('turns not given, left to the sweep', asError(error))
  }
}
