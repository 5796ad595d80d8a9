import type { creativeEndpoints } from '../../../contracts/creative.ts'
import type { Handle } from '../../platform/http.ts'
import { insertBrand } from '../brands.sql.ts'
import type { OrderContext } from '../context.ts'

export const createBrand: Handle<typeof creativeEndpoints.createBrand, OrderContext> = async (
  { actor, body },
  { db, newId, clock },
) => {
  const brand = { ...body, id: newId('brd'), createdAt: new Date(clock()).toISOString() }
  await insertBrand(db, actor.workspaceId, brand)
  return brand
}
