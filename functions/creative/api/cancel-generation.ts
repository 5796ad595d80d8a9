import type { creativeEndpoints } from '../../../contracts/creative.ts'
import { byCaller, record } from '../../audit/index.ts'
import { Conflict } from '../../platform/errors.ts'
import type { Handle } from '../../platform/http/api.ts'
import { cancelUnderWay } from '../cancel.sql.ts'
import type { GenerationContext } from '../context.ts'
import { toGeneration } from '../generations.ts'
import { readGeneration } from '../read-generation.ts'
import { tellCancelled } from '../tell-cancelled.ts'

export const cancelGeneration: Handle<typeof creativeEndpoints.cancelGeneration, GenerationContext> = async (
  { actor, params: { id }, request },
  context,
) => {
  const { db, clock } = context
  const { workspaceId } = actor
  const now = new Date(clock())
  const cancelled = await db.transaction(async (tx) => {
    const stopped = await cancelUnderWay(tx, workspaceId, now, { generationId: id })
    if (stopped.length > 0)
      await record(tx, byCaller(actor, request), { action: 'generation.cancelled', subject: id }, now)
    return stopped
  })
  const row = await readGeneration(db, workspaceId, id)
  if (cancelled.length > 0) {
    await tellCancelled(context, workspaceId, cancelled, now)
  } else if (row.status !== 'cancelled') {
    throw new Conflict(
      'already_finished',
      'This generation has ended already, so there is nothing to cancel.',
    )
  }
  return toGeneration(row, clock())
}
