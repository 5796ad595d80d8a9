import type { Session } from '../../../contracts/auth/auth.ts'
import { byPerson, record } from '../../audit/index.ts'
import type { RequestInfo } from '../../platform/http/actor.ts'
import { networkOf } from '../../platform/limits/limiter.ts'
import { restoreAccount } from '../accounts/restore-account.ts'
import { holdCredentials, type User } from '../accounts/users.sql.ts'
import type { AuthContext } from '../context.ts'
import { listMemberships } from '../workspaces/workspaces.sql.ts'
import type { Jar } from './cookies.ts'
import { deviceName } from './device.ts'
import { giveDeviceCookie } from './device-cookie.ts'
import { giveRefreshCookie } from './refresh-cookie.ts'
import { beginSession, sessionAnswer } from './session.ts'

/**
 * What somebody has shown that they know: the hash of the password, and the secret of the second factor if there is one.
 * And whether they want a deleted account back.
 */
export type Shown = { passwordHash: string; sealedSecret: string | null; restores: boolean }

/**
 * Opens a session for somebody who has just shown who they are; undefined when password or second factor became others
 * meanwhile, or the account was deleted.
 */
export async function openSession(
  user: User,
  shown: Shown,
  jar: Jar & { request: RequestInfo },
  context: AuthContext,
): Promise<Session | undefined> {
  const { request } = jar
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
  const openedAt = clock()
  const isOpen = await db.transaction(async (tx) => {
    const now = await holdCredentials(tx, user.id)
    if (now?.passwordHash !== shown.passwordHash || now.sealedSecret !== shown.sealedSecret) return false
    if (now.deletedAt && !shown.restores) return false
    if (now.deletedAt) await restoreAccount(tx, user, request, new Date(clock()))
    await beginSession(tx, session, token, openedAt)
    const change = {
      action: 'session.opened' as const,
      subject: session.id,
      after: { device: session.device },
    }
    await record(tx, byPerson(user, request), change, new Date(openedAt))
    return true
  })
  if (!isOpen) return undefined
  giveRefreshCookie(jar, token)
  const [workspace] = await listMemberships(db, user.id)
  const [answer] = await Promise.all([
    sessionAnswer(user, { sessionId: session.id, openedAt }, workspace, context),
    giveDeviceCookie(jar, user.id, context),
  ])
  return answer
}
