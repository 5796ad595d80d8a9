import type { creativeEndpoints } from '../../../contracts/creative.ts'
import { toPage } from '../../platform/data/keyset.ts'
import type { Handle } from '../../platform/http/api.ts'
import type { GenerationContext } from '../context.ts'
import * as generations from '../generations.sql.ts'
import { toGeneration } from '../generations.ts'

export const listGenerations: Handle<typeof creativeEndpoints.listGenerations, GenerationContext> = async (
  { actor, query },
  { db, clock },
) => {
  const rows = await generations.listGenerations(db, actor.workspaceId, { ...query, limit: query.limit + 1 })
  const { items, nextCursor } = toPage(rows, query.limit)
  return { items: items.map((row) => toGeneration(row, clock())), nextCursor }
}
