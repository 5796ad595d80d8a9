import type { creativeEndpoints } from '../../../contracts/creative.ts'
import { Conflict } from '../../platform/errors.ts'
import type { Handle } from '../../platform/http.ts'
import type { OrderContext } from '../context.ts'
import { requeueGeneration } from '../generations.sql.ts'
import { toGeneration } from '../generations.ts'
import { readGeneration } from '../read-generation.ts'
import { startRun } from '../start-run.ts'

export const retryGeneration: Handle<typeof creativeEndpoints.retryGeneration, OrderContext> = async (
  { actor: { workspaceId }, params: { id } },
  context,
) => {
  const { db, clock } = context
  const requeued = await requeueGeneration(db, workspaceId, id, new Date(clock()))
  const row = await readGeneration(db, workspaceId, id)
  if (requeued) await startRun(context, { workspaceId, generationId: id, run: requeued.run })
  else if (row.status !== 'queued' && row.status !== 'running') {
    throw new Conflict('No picture of this order failed, so there is nothing to try again.', {
      code: 'nothing_to_retry',
    })
  }
  return toGeneration(row, clock())
}
