import type { creativeEndpoints } from '../../../contracts/creative.ts'
import { picturesOf } from '../../../contracts/limits.ts'
import { byCaller, record } from '../../audit/index.ts'
import { Conflict } from '../../platform/errors.ts'
import type { Handle } from '../../platform/http/api.ts'
import type { GenerationContext } from '../context.ts'
import { requeueGeneration } from '../generations.sql.ts'
import { toGeneration } from '../generations.ts'
import { readGeneration } from '../read-generation.ts'
import { noteStart } from '../start-run.ts'
import { beginTurns } from '../turns/begin-turns.ts'
import { countAsked } from '../turns/count-asked.ts'

export const retryGeneration: Handle<typeof creativeEndpoints.retryGeneration, GenerationContext> = async (
  { actor, params: { id }, request },
  context,
) => {
  const { db, clock, dailyBudgetUsd } = context
  const { workspaceId } = actor
  const now = new Date(clock())
  const requeued = await db.transaction(async (tx) => {
    const queued = await requeueGeneration(tx, workspaceId, id, picturesOf[actor.tier].atOnce, now)
    const change = { action: 'generation.retried' as const, subject: id, after: queued }
    if (!queued) return false
    await Promise.all([record(tx, byCaller(actor, request), change, now), noteStart(context)])
    await countAsked(tx, actor, queued.pictures, { now: now.getTime(), dailyBudgetUsd })
    return true
  })
  const row = await readGeneration(db, workspaceId, id)
  if (requeued) await beginTurns(context)
  else if (row.status !== 'queued' && row.status !== 'running') {
    throw new Conflict(
      'nothing_to_retry',
      'No picture of this generation failed, so there is nothing to try again.',
    )
  }
  return toGeneration(row, clock())
}
