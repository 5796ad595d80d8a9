import type { brandEndpoints } from '../../../contracts/brands.ts'
import { byCaller, record } from '../../audit/index.ts'
import type { Handle } from '../../platform/http/api.ts'
import { findBrand, restoreBrand as restore } from '../brands.sql.ts'
import type { GenerationContext } from '../context.ts'
import { noSuchBrand } from '../no-such-brand.ts'

/** A brand that is in use already is no error: who asks twice gets the same answer. */
export const restoreBrand: Handle<typeof brandEndpoints.restoreBrand, GenerationContext> = async (
  { actor, params: { id }, request },
  { db, clock },
) => {
  const now = new Date(clock())
  return db.transaction(async (tx) => {
    const restored = await restore(tx, actor.workspaceId, id)
    if (restored) {
      const change = { action: 'brand.restored' as const, subject: id, after: { name: restored.name } }
      await record(tx, byCaller(actor, request), change, now)
      return restored
    }
    const before = await findBrand(tx, actor.workspaceId, id, { archived: false })
    if (!before) throw noSuchBrand()
    return before
  })
}
