import { readEnv } from '../../platform/env.ts'
import { schedule } from '../../platform/lambda.ts'
import { log } from '../../platform/log.ts'
import { type OrderContext, orderContext } from '../context.ts'
import { sweepEnv } from '../env.ts'
import { finish } from '../finish.ts'
import { claimNextRun, failOpenItems, listStaleGenerations, type Stale } from '../generations.sql.ts'
import { interrupted } from '../problems.ts'
import { startRun } from '../start-run.ts'

/** Longer than any order takes from its row to its execution. */
const staleAfterMs = 30_000

/** Runs of one order that may be lost before we give up on it. A run takes up what the one before it left. */
const maxLostRuns = 2

/** An order that could not be started for a day is given up too. */
const patienceMs = 24 * 60 * 60_000

/**
 * Finds orders that are under way with no execution that works on them, and starts them again or ends them.
 * @throws AggregateError when some could not be looked after, so that the alarm rings; the others are done
 */
export async function sweepGenerations(context: OrderContext): Promise<void> {
  const stale = await listStaleGenerations(context.db, new Date(context.clock() - staleAfterMs))
  const swept = await Promise.allSettled(stale.map((order) => recover(order, context)))
  const failures = swept.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} orders could not be recovered`)
}

async function recover(order: Stale, outside: OrderContext) {
  const { workspaceId, generationId, run, lostRuns, updatedAt } = order
  const context = { ...outside, db: outside.db.of({ workspaceId }) }
  const { db, clock, machine } = context
  const state = await machine.stateOf({ workspaceId, generationId, run })
  if (state === 'running') return
  const isTooOld = clock() - Date.parse(updatedAt) > patienceMs
  log.warn('lost order', { ...order, state })
  if (isTooOld || (state === 'ended' && lostRuns >= maxLostRuns)) {
    await failOpenItems(db, workspaceId, generationId, interrupted, new Date(clock()))
    return finish({ workspaceId, generationId }, context)
  }
  if (state === 'never began') return startRun(context, { workspaceId, generationId, run }, 'running')
  const claimed = await claimNextRun(db, order, new Date(clock()))
  if (claimed) await startRun(context, { workspaceId, generationId, run: run + 1 }, 'running')
}

export const handler = schedule(sweepGenerations, orderContext(readEnv(sweepEnv)))
