import type { FinishContext } from './context.ts'
import { finishGeneration } from './generations.sql.ts'

/**
 * Ends an order whose pictures have all ended and tells the bus. Does nothing for one that has ended before, or that
 * still has open pictures: the sweep looks after that.
 */
export async function finish(
  { workspaceId, generationId }: { workspaceId: string; generationId: string },
  { db, clock, publish }: FinishContext,
): Promise<void> {
  const status = await finishGeneration(db, workspaceId, generationId, new Date(clock()))
  if (status) await publish('generation.finished', { workspaceId, generationId, status })
}
