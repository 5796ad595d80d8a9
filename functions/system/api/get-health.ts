import type { systemEndpoints } from '../../../contracts/system.ts'
import type { Handle } from '../../platform/http/api.ts'
import type { SystemContext } from '../context.ts'
import { askDatabase } from '../health.sql.ts'

export const getHealth: Handle<typeof systemEndpoints.getHealth, SystemContext> = async (
  _input,
  { db, clock },
) => {
  await askDatabase(db)
  return { status: 'ok', time: new Date(clock()).toISOString() }
}
