import type { authEndpoints } from '../../../contracts/auth.ts'
import type { Handle } from '../../platform/http.ts'
import { hashSecret } from '../../platform/ids.ts'
import type { AuthContext } from '../context.ts'
import { tellEnded } from '../end-sessions.ts'
import { noRefreshCookie, readRefreshCookie } from '../refresh-cookie.ts'
import { endSessions, findSessionOfToken } from '../sessions.sql.ts'

/** Whoever has no session any more is logged out as well. */
export const logOut: Handle<typeof authEndpoints.logOut, AuthContext> = async (
  { request, setCookie },
  context,
) => {
  const { db, clock } = context
  setCookie(noRefreshCookie)
  const session = await findSessionOfToken(db, hashSecret(readRefreshCookie(request.cookies)))
  if (!session) return {}
  const { userId, sessionId } = session
  await tellEnded(
    await endSessions(db, userId, { only: sessionId }, 'logged_out', new Date(clock())),
    context,
  )
  return {}
}
