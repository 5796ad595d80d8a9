import type { brandEndpoints } from '../../../contracts/brands.ts'
import { toPage } from '../../platform/data/keyset.ts'
import type { Handle } from '../../platform/http/api.ts'
import * as brands from '../brands.sql.ts'
import type { GenerationContext } from '../context.ts'

export const listBrands: Handle<typeof brandEndpoints.listBrands, GenerationContext> = async (
  { actor, query },
  { db },
) => toPage(await brands.listBrands(db, actor.workspaceId, { ...query, limit: query.limit + 1 }), query.limit)
