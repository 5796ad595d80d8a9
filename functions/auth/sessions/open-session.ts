import type { Session } from '../../../contracts/auth.ts'
import { byPerson, record } from '../../audit/index.ts'
import type { RequestInfo } from '../../platform/http/actor.ts'
import { networkOf } from '../../platform/limits/limiter.ts'
import type { User } from '../accounts/users.sql.ts'
import type { AuthContext } from '../context.ts'
import { listMemberships } from '../workspaces/workspaces.sql.ts'
import { deviceName } from './device.ts'
import { deviceCookie } from './device-cookie.ts'
import { refreshCookie } from './refresh-cookie.ts'
import { beginSession, sessionAnswer } from './session.ts'

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
  await db.transaction(async (tx) => {
    await beginSession(tx, session, token, clock())
    const change = {
      action: 'session.opened' as const,
      subject: session.id,
      after: { device: session.device },
    }
    await record(tx, byPerson(user, request), change, new Date(clock()))
  })
  setCookie(refreshCookie(token))
  const [workspace] = await listMemberships(db, user.id)
  const [answer, device] = await Promise.all([
    sessionAnswer(user, session.id, workspace, context),
    deviceCookie(user.id, context),
  ])
  setCookie(device)
  return answer
}
