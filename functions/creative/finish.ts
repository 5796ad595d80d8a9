import { measure } from '../platform/metrics.ts'
import type { FinishContext } from './context.ts'
import { findEnd, finishGeneration } from './generations.sql.ts'
import { beginTurns } from './turns/begin-turns.ts'

/**
 * Ends a generation whose pictures have all ended, tells the bus, and gives its turn to others. For one that ended before it only tells the bus: the
 * step may have died between the two. Does nothing while pictures are open: the sweep looks after that.
 */
export async function finish(
  { workspaceId, generationId }: { workspaceId: string; generationId: string },
  context: FinishContext,
): Promise<void> {
  const { db, clock, publish } = context
  const finished = await finishGeneration(db, workspaceId, generationId, new Date(clock()))
  if (finished) measure('generation_failed', finished.faults > 0 ? 1 : 0, { status: finished.status })
  const end = finished ?? (await findEnd(db, workspaceId, generationId))
  if (!end) return
  const { status, finishedAt } = end
  await Promise.all([
    publish('generation.finished', { workspaceId, generationId, status, finishedAt }),
    beginTurns(context),
  ])
}
