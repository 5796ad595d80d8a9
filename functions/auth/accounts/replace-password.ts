import { byPerson, record } from '../../audit/index.ts'
import type { Tx } from '../../platform/data/db.ts'
import type { RequestInfo } from '../../platform/http/actor.ts'
import { asError, log } from '../../platform/log.ts'
import type { AuthContext } from '../context.ts'
import type { Jar } from '../sessions/cookies.ts'
import { giveDeviceCookie } from '../sessions/device-cookie.ts'
import { tellEnded } from '../sessions/end-sessions.ts'
import { endSessions } from '../sessions/sessions.sql.ts'
import { endMadeLately } from '../workspaces/end-made-lately.ts'
import { dropResets } from './links.sql.ts'
import { notify } from './notify.ts'
import { setPassword, type User } from './users.sql.ts'

/**
 * Sets the password that somebody chose by the link of a mail. Ends every session, and what may have been made to come
 * back by: whoever knew the old one is out. A second factor is still asked for at the next log-in. `tx` is of the person,
 * whom it holds. Gives the ids of the sessions and keys.
 */
export async function replacePassword(
  tx: Tx,
  user: User,
  passwordHash: string,
  { request, now }: { request: RequestInfo; now: Date },
): Promise<string[]> {
  await setPassword(tx, user.id, passwordHash)
  await dropResets(tx, user.email, now)
  await record(tx, byPerson(user, request), { action: 'user.password_reset', subject: user.id }, now)
  const ended = await endSessions(tx, user.id, {}, 'password_changed', now)
  return [...ended, ...(await endMadeLately(tx, user, request, now))]
}

/**
 * What follows once it holds: sockets close, the person is told, and wrong log-ins of before are forgotten. Strangers may
 * go on guessing: whoever came by the link of a mail is known from here on, and logs in past them.
 */
export async function followNewPassword(
  user: User,
  ended: string[],
  jar: Jar & { request: RequestInfo },
  context: AuthContext,
) {
  await tellEnded(ended, context)
  await notify(user.id, 'password_changed', context)
  await context.throttle
    .startOver({ account: user.email, address: jar.request.address })
    .catch((error: unknown) => log.warn('wrong log-ins were not forgotten', asError(error)))
  await giveDeviceCookie(jar, user.id, context)
}
