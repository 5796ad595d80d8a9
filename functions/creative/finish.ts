import type { FinishContext } from './context.ts'
import { findEnd, finishGeneration } from './generations.sql.ts'

/**
 * Ends a generation whose pictures have all ended and tells the bus. For one that ended before it only tells the bus: the
 * step may have died between the two. Does nothing while pictures are open: the sweep looks after that.
 */
export async function finish(
  { workspaceId, generationId }: { workspaceId: string; generationId: string },
  { db, clock, publish }: FinishContext,
): Promise<void> {
  const finished = await finishGeneration(db, workspaceId, generationId, new Date(clock()))
  const end = finished ?? (await findEnd(db, workspaceId, generationId))
  if (end) await publish('generation.finished', { workspaceId, generationId, ...end })
}
