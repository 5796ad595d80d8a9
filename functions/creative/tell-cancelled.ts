import { log } from '../platform/log.ts'
import type { Cancelled } from './cancel.sql.ts'
import type { FinishContext } from './context.ts'
import { beginTurns } from './turns/begin-turns.ts'

/**
 * Stops the executions of cancelled generations, tells the bus, and gives their turns to others; after the commit. The rows decide: a
 * machine that goes on finds nothing left to do. Stopping it only saves its steps, so what fails here is logged.
 */
export async function tellCancelled(
  context: FinishContext,
  workspaceId: string,
  cancelled: Cancelled[],
  finishedAt: Date,
): Promise<void> {
  const { machine, publish } = context
  const telling = cancelled.flatMap(({ generationId, run }) => [
    machine.stop({ workspaceId, generationId, run }, 'cancelled by the user'),
    publish('generation.finished', {
      workspaceId,
      generationId,
      status: 'cancelled',
      finishedAt: finishedAt.toISOString(),
    }),
  ])
  for (const told of await Promise.allSettled([...telling, beginTurns(context)]))
    if (told.status === 'rejected') log.warn('cancelled, but not told on', told.reason)
}
