import type { creativeEndpoints } from '../../../contracts/creative.ts'
import { byCaller, record } from '../../audit/index.ts'
import { Conflict } from '../../platform/errors.ts'
import type { Handle } from '../../platform/http/api.ts'
import { log } from '../../platform/log.ts'
import type { GenerationContext } from '../context.ts'
import * as generations from '../generations.sql.ts'
import { toGeneration } from '../generations.ts'
import { readGeneration } from '../read-generation.ts'
import { beginTurns } from '../turns/begin-turns.ts'

export const cancelGeneration: Handle<typeof creativeEndpoints.cancelGeneration, GenerationContext> = async (
  { actor, params: { id }, request },
  context,
) => {
  const { db, clock, machine, publish } = context
  const { workspaceId } = actor
  const now = new Date(clock())
  const cancelled = await db.transaction(async (tx) => {
    const run = await generations.cancelGeneration(tx, workspaceId, id, now)
    if (run) await record(tx, byCaller(actor, request), { action: 'generation.cancelled', subject: id }, now)
    return run
  })
  const row = await readGeneration(db, workspaceId, id)
  if (cancelled) {
    // The row decides: a machine that goes on finds nothing left to do. Stopping it only saves its steps.
    const told = await Promise.allSettled([
      beginTurns(context),
      machine.stop({ workspaceId, generationId: id, run: cancelled.run }, 'cancelled by the user'),
      publish('generation.finished', {
        workspaceId,
        generationId: id,
        status: 'cancelled',
        finishedAt: now.toISOString(),
      }),
    ])
    for (const each of told)
      if (each.status === 'rejected') log.warn('cancelled, but not told on', each.reason)
  } else if (row.status !== 'cancelled') {
    throw new Conflict(
      'already_finished',
      'This generation has ended already, so there is nothing to cancel.',
    )
  }
  return toGeneration(row, clock())
}
