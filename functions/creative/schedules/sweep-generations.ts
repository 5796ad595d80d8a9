import { readEnv } from '../../platform/env.ts'
import { schedule } from '../../platform/lambda.ts'
import { log } from '../../platform/log.ts'
import { type SweepContext, sweepContext } from '../context.ts'
import { sweepEnv } from '../env.ts'
import { finish } from '../finish.ts'
import { failOpenPictures } from '../generations.sql.ts'
import { interrupted } from '../problems.ts'
import { startRun } from '../start-run.ts'
import { beginTurns } from '../turns/begin-turns.ts'
import { claimNextRun, isAnyUnderWay, listStaleGenerations, type Stale } from '../turns/lost-turns.sql.ts'

/** Longer than any generation takes from its row to its execution. */
const staleAfterMs = 30_000

/** Runs of one generation that may be lost before we give up on it. A run takes up what the one before it left. */
const maxLostRuns = 2

/** A generation that could not be started for a day is given up too. */
const patienceMs = 24 * 60 * 60_000

/**
 * Finds generations that are under way with no execution that works on them, and starts them again or ends them. Where
 * nothing is under way the database is left asleep (decision 37).
 * @throws AggregateError when some could not be looked after, so that the alarm rings; the others are done
 */
export async function sweepGenerations(context: SweepContext): Promise<void> {
  const { db, clock, underWay } = context
  const lookedAt = clock()
  if (await underWay.isQuiet(lookedAt)) return
  const stale = await listStaleGenerations(db, new Date(lookedAt - staleAfterMs))
  if (stale.length === 0 && !(await isAnyUnderWay(db))) return underWay.noteQuiet(lookedAt)
  const swept = await Promise.allSettled(stale.map((generation) => recover(generation, context)))
  await beginTurns(context)
  const failures = swept.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} generations could not be recovered`)
}

async function recover(generation: Stale, outside: SweepContext) {
  const { workspaceId, generationId, run, lostRuns, updatedAt } = generation
  const context = { ...outside, db: outside.db.of({ workspaceId }) }
  const { db, clock, machine } = context
  const state = await machine.stateOf({ workspaceId, generationId, run })
  if (state === 'running') return
  const isTooOld = clock() - Date.parse(updatedAt) > patienceMs
  log.warn('lost generation', { ...generation, state })
  if (isTooOld || (state === 'ended' && lostRuns >= maxLostRuns)) {
    await failOpenPictures(db, generation, interrupted, new Date(clock()))
    return finish({ workspaceId, generationId }, context)
  }
  if (state === 'never began') return startRun(context, { workspaceId, generationId, run })
  const claimed = await claimNextRun(db, generation, new Date(clock()))
  if (claimed) await startRun(context, { workspaceId, generationId, run: run + 1 })
}

export const handler = schedule(sweepGenerations, sweepContext(readEnv(sweepEnv)))
