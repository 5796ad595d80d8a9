import { auditEndpoints } from '../../contracts/audit.ts'
import { createApi } from '../platform/http/api.ts'
import { createGate } from '../platform/http/gate.ts'
import { exportAuditEntries } from './api/export-audit-entries.ts'
import { listAuditEntries } from './api/list-audit-entries.ts'
import { listOwnActivity } from './api/list-own-activity.ts'
import { createContext } from './context.ts'

const context = createContext()
const gate = createGate(context.env, context.db, context.clock)

export const handler = createApi(
  context,
  auditEndpoints,
  { listAuditEntries, exportAuditEntries, listOwnActivity },
  gate,
)
