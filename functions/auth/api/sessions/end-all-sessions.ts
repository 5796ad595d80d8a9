import type { accountEndpoints } from '../../../../contracts/auth/account.ts'
import { byPerson, record } from '../../../audit/index.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'
import { tellEnded } from '../../sessions/end-sessions.ts'
import { endSessions } from '../../sessions/sessions.sql.ts'

export const endAllSessions: Handle<typeof accountEndpoints.endAllSessions, AuthContext> = async (
  { actor, request },
  context,
) => {
  const { db, clock } = context
  const now = new Date(clock())
  const ended = await db.transaction(async (tx) => {
    await record(tx, byPerson(actor, request), { action: 'session.all_ended', subject: actor.id }, now)
    return endSessions(tx, actor.id, {}, 'signed_out', now)
  })
  await tellEnded(ended, context)
  return {}
}
