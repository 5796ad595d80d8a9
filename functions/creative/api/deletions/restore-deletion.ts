import type { deletionEndpoints } from '../../../../contracts/deletions.ts'
import { restorableSince } from '../../../../contracts/restorable.ts'
import { byCaller, record } from '../../../audit/index.ts'
import { Conflict, NotFound } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { GenerationContext } from '../../context.ts'
import { findDeletion, findDeletionAbove, restoreDeletion as restore } from '../../deletions/deletions.sql.ts'
import { toDeletion } from '../../deletions/deletions.ts'
import { unmark } from '../../deletions/marks.sql.ts'

/** What is restored already is no error: who asks twice gets the same answer. */
export const restoreDeletion: Handle<typeof deletionEndpoints.restoreDeletion, GenerationContext> = async (
  { actor, params: { id }, request },
  { db, clock },
) => {
  const { workspaceId } = actor
  const now = new Date(clock())
  const row = await db.transaction(async (tx) => {
    const restored = await restore(tx, workspaceId, id, now, restorableSince(now.getTime()))
    if (!restored) {
      const before = await findDeletion(tx, workspaceId, id, restorableSince(now.getTime()))
      if (before) return before
      throw new NotFound('There is no such deletion in this workspace, or it is too old to be taken back.')
    }
    const { kind, subjectId, title } = restored
    const above = await findDeletionAbove(tx, workspaceId, subjectId)
    if (above) {
      throw new Conflict('restore_first', `The ${kind} belongs to “${above.title}”. Restore that first.`)
    }
    await unmark(tx, workspaceId, id)
    const change = { action: 'deletion.undone' as const, subject: subjectId, after: { title } }
    await record(tx, byCaller(actor, request), change, now)
    return restored
  })
  return toDeletion(row)
}
