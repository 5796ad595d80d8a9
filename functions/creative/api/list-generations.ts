import type { creativeEndpoints } from '../../../contracts/creative.ts'
import { toPage } from '../../platform/data/keyset.ts'
import type { Handle } from '../../platform/http/api.ts'
import type { GenerationContext } from '../context.ts'
import * as generations from '../generations.sql.ts'
import { toGenerationSummary } from '../generations.ts'

export const listGenerations: Handle<typeof creativeEndpoints.listGenerations, GenerationContext> = async (
  { actor, query },
  { db },
) => {
  const rows = await generations.listGenerations(db, actor.workspaceId, { ...query, limit: query.limit + 1 })
  return toPage(rows.map(toGenerationSummary), query.limit)
}
