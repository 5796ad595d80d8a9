import type { brandEndpoints } from '../../../contracts/brands.ts'
import type { Handle } from '../../platform/http/api.ts'
import { countContents } from '../brands.sql.ts'
import type { GenerationContext } from '../context.ts'
import { noSuchBrand } from '../no-such-brand.ts'

export const getBrandContents: Handle<typeof brandEndpoints.getBrandContents, GenerationContext> = async (
  { actor, params: { id } },
  { db },
) => {
  const contents = await countContents(db, actor.workspaceId, id)
  if (!contents) throw noSuchBrand()
  return contents
}
