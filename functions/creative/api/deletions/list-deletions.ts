import type { deletionEndpoints } from '../../../../contracts/deletions.ts'
import { restorableSince } from '../../../../contracts/restorable.ts'
import { toPage } from '../../../platform/data/keyset.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { GenerationContext } from '../../context.ts'
import * as deletions from '../../deletions/deletions.sql.ts'
import { toDeletion } from '../../deletions/deletions.ts'

export const listDeletions: Handle<typeof deletionEndpoints.listDeletions, GenerationContext> = async (
  { actor, query },
  { db, clock },
) => {
  const page = { ...query, limit: query.limit + 1 }
  const rows = await deletions.listDeletions(db, actor.workspaceId, restorableSince(clock()), page)
  return toPage(rows.map(toDeletion), query.limit)
}
