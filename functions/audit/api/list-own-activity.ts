import type { auditEndpoints } from '../../../contracts/audit.ts'
import { toPage } from '../../platform/data/keyset.ts'
import type { Handle } from '../../platform/http/api.ts'
import type { AuditContext } from '../context.ts'
import { listOwnEntries } from '../entries.sql.ts'

export const listOwnActivity: Handle<typeof auditEndpoints.listOwnActivity, AuditContext> = async (
  { actor, query: { cursor, limit } },
  { db },
) => toPage(await listOwnEntries(db, actor.id, { cursor, limit: limit + 1 }), limit)
