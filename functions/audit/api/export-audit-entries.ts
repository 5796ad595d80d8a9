import { type auditEndpoints, mostExported } from '../../../contracts/audit.ts'
import type { Handle } from '../../platform/http/api.ts'
import type { AuditContext } from '../context.ts'
import { toCsv } from '../csv.ts'
import { listEntries } from '../entries.sql.ts'

export const exportAuditEntries: Handle<typeof auditEndpoints.exportAuditEntries, AuditContext> = async (
  { actor, query },
  { db },
) => toCsv(await listEntries(db, actor.workspaceId, query, { limit: mostExported + 1 }))
