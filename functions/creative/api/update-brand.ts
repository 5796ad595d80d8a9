import type { BrandPatch, brandEndpoints } from '../../../contracts/brands.ts'
import { byCaller, record } from '../../audit/index.ts'
import type { Handle } from '../../platform/http/api.ts'
import { findBrand, updateBrand as update } from '../brands.sql.ts'
import type { GenerationContext } from '../context.ts'
import { noSuchBrand } from '../no-such-brand.ts'

/** What is so already is changed by nobody, and leaves no line. */
export const updateBrand: Handle<typeof brandEndpoints.updateBrand, GenerationContext> = async (
  { actor, params: { id }, body, request },
  { db, clock },
) =>
  db.transaction(async (tx) => {
    const updated = await update(tx, actor.workspaceId, id, body)
    if (updated) {
      const change = { action: 'brand.changed' as const, subject: id, ...changedFields(updated) }
      await record(tx, byCaller(actor, request), change, new Date(clock()))
    }
    const brand = await findBrand(tx, actor.workspaceId, id, { archived: false })
    if (!brand) throw noSuchBrand()
    return brand
  })

/** Before and after of those fields that are not as they were. */
function changedFields({ before, after }: { before: Required<BrandPatch>; after: Required<BrandPatch> }) {
  const changed = (Object.keys(after) as (keyof BrandPatch)[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  )
  const pick = (brand: Required<BrandPatch>) =>
    Object.fromEntries(changed.map((field) => [field, brand[field]]))
  return { before: pick(before), after: pick(after) }
}
