import type { auditEndpoints } from '../../../contracts/audit.ts'
import { toPage } from '../../platform/data/keyset.ts'
import type { Handle } from '../../platform/http/api.ts'
import type { AuditContext } from '../context.ts'
import { listEntries } from '../entries.sql.ts'

export const listAuditEntries: Handle<typeof auditEndpoints.listAuditEntries, AuditContext> = async (
  { actor, query: { cursor, limit, ...filters } },
  { db },
) => toPage(await listEntries(db, actor.workspaceId, filters, { cursor, limit: limit + 1 }), limit)
