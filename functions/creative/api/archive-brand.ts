import type { brandEndpoints } from '../../../contracts/brands.ts'
import { byCaller, record } from '../../audit/index.ts'
import type { Handle } from '../../platform/http/api.ts'
import { archiveBrand as archive, findBrand } from '../brands.sql.ts'
import type { GenerationContext } from '../context.ts'
import { noSuchBrand } from '../no-such-brand.ts'

/** A brand that is away already is no error: who asks twice gets the same answer. */
export const archiveBrand: Handle<typeof brandEndpoints.archiveBrand, GenerationContext> = async (
  { actor, params: { id }, request },
  { db, clock },
) => {
  const now = new Date(clock())
  return db.transaction(async (tx) => {
    const archived = await archive(tx, actor.workspaceId, id, now)
    if (archived) {
      const change = { action: 'brand.archived' as const, subject: id, before: { name: archived.name } }
      await record(tx, byCaller(actor, request), change, now)
      return archived
    }
    const before = await findBrand(tx, actor.workspaceId, id, { archived: true })
    if (!before) throw noSuchBrand()
    return before
  })
}
