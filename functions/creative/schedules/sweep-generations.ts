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

/** Runs of one order before we give up on it. A run takes up what the one before it left. */
const maxRuns = 3

/** Finds orders that are under way with no execution that works on them, and starts them again or ends them. */
export async function sweepGenerations(context: OrderContext): Promise<void> {
  const stale = await listStaleGenerations(context.db, new Date(context.clock() - staleAfterMs))
  for (const order of stale) {
    try {
      if (!(await context.machine.isRunning(order))) await recover(order, context)
    } catch (error) {
      log.error('sweep failed for one order', error instanceof Error ? error : new Error(String(error)))
    }
  }
}

async function recover(order: Stale, context: OrderContext) {
  const { db, clock } = context
  const { workspaceId, generationId, run } = order
  log.warn('lost order', { ...order, givenUp: run >= maxRuns })
  if (run < maxRuns) {
    const claimed = await claimNextRun(db, order, new Date(clock()))
    if (claimed) await startRun(context, { workspaceId, generationId, run: run + 1 }, 'running')
    return
  }
  await failOpenItems(db, workspaceId, generationId, interrupted, new Date(clock()))
  await finish({ workspaceId, generationId }, context)
}

export const handler = schedule(sweepGenerations, orderContext(readEnv(sweepEnv)))
