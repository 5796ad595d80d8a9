import type { brandEndpoints } from '../../../contracts/brands.ts'
import { byCaller, record } from '../../audit/index.ts'
import type { Handle } from '../../platform/http/api.ts'
import { insertBrand } from '../brands.sql.ts'
import type { GenerationContext } from '../context.ts'

export const createBrand: Handle<typeof brandEndpoints.createBrand, GenerationContext> = async (
  { actor, body, request },
  { db, newId, clock },
) => {
  const now = new Date(clock())
  const brand = { ...body, id: newId('brd'), createdAt: now.toISOString() }
  await db.transaction(async (tx) => {
    await insertBrand(tx, actor.workspaceId, brand)
    await record(tx, byCaller(actor, request), { action: 'brand.made', subject: brand.id, after: body }, now)
  })
  return brand
}
