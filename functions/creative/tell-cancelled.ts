import { log } from '../platform/log.ts'
import type { Cancelled } from './cancel.sql.ts'
import type { GenerationContext } from './context.ts'

/**
 * Stops the executions of cancelled generations and tells the bus; to be called after the commit. The rows decide: a
 * machine that goes on finds nothing left to do. Stopping it only saves its steps, so what fails here is logged.
 */
export async function tellCancelled(
  { machine, publish }: Pick<GenerationContext, 'machine' | 'publish'>,
  workspaceId: string,
  cancelled: Cancelled[],
  finishedAt: Date,
): Promise<void> {
  const telling = cancelled.flatMap(({ generationId, run }) => [
    machine.stop({ workspaceId, generationId, run }, 'cancelled by the user'),
    publish('generation.finished', {
      workspaceId,
      generationId,
      status: 'cancelled',
      finishedAt: finishedAt.toISOString(),
    }),
  ])
  for (const told of await Promise.allSettled(telling))
    if (told.status === 'rejected') log.warn('cancelled, but not told on', told.reason)
}
