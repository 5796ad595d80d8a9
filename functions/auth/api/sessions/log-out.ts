import type { authEndpoints } from '../../../../contracts/auth/auth.ts'
import { byPerson, record } from '../../../audit/index.ts'
import { hashSecret } from '../../../platform/crypto/ids.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'
import { tellEnded } from '../../sessions/end-sessions.ts'
import { readRefreshCookie, takeRefreshCookie } from '../../sessions/refresh-cookie.ts'
import { endSessions, findSessionOfToken } from '../../sessions/sessions.sql.ts'

/** Whoever has no session any more is logged out as well. */
export const logOut: Handle<typeof authEndpoints.logOut, AuthContext> = async (input, context) => {
  const { request } = input
  const { db, clock } = context
  takeRefreshCookie(input)
  const session = await findSessionOfToken(db, hashSecret(readRefreshCookie(request.cookies)))
  if (!session) return {}
  const { user, sessionId } = session
  const now = new Date(clock())
  const ended = await db.transaction(async (tx) => {
    const ids = await endSessions(tx, user.id, { only: sessionId }, 'logged_out', now)
    for (const subject of ids) {
      await record(tx, byPerson(user, request), { action: 'session.ended', subject }, now)
    }
    return ids
  })
  await tellEnded(ended, context)
  return {}
}
