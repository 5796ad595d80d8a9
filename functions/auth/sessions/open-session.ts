import type { Session } from '../../contracts/auth.ts'
import type { RequestInfo } from '../platform/actor.ts'
import { networkOf } from '../platform/limits.ts'
import type { AuthContext } from './context.ts'
import { deviceName } from './device.ts'
import { refreshCookie } from './refresh-cookie.ts'
import { beginSession, sessionAnswer } from './session.ts'
import type { User } from './users.sql.ts'
import { listMemberships } from './workspaces.sql.ts'

/** Opens a session for somebody who has just shown who they are. */
export async function openSession(
  user: User,
  { request, setCookie }: { request: RequestInfo; setCookie: (cookie: string) => void },
  context: AuthContext,
): Promise<Session> {
  const { clock, newId, newSecret } = context
  const db = context.db.of({ userId: user.id })
  const session = {
    id: newId('ses'),
    userId: user.id,
    device: deviceName(request.userAgent),
    address: networkOf(request.address),
    chainKey: newSecret(),
  }
  const token = newSecret()
  await db.transaction((tx) => beginSession(tx, session, token, clock()))
  setCookie(refreshCookie(token))
  const [workspace] = await listMemberships(db, user.id)
  return sessionAnswer(user, session.id, workspace, context)
}
