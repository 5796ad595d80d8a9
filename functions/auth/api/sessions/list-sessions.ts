import type { accountEndpoints } from '../../../../contracts/auth/account.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'
import * as sessions from '../../sessions/sessions.sql.ts'

export const listSessions: Handle<typeof accountEndpoints.listSessions, AuthContext> = async (
  { actor },
  { db },
) => ({ items: await sessions.listSessions(db, actor.id, actor.sessionId) })
