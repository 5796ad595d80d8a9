import type { accountEndpoints } from '../../../../contracts/auth/account.ts'
import { passwordChangeLimit } from '../../../../contracts/limits.ts'
import { byPerson, record } from '../../../audit/index.ts'
import { LimitExceeded } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { rateLimitHeaders } from '../../../platform/limits/limiter.ts'
import { checkNewPassword } from '../../accounts/new-password.ts'
import { notify } from '../../accounts/notify.ts'
import { hashPassword } from '../../accounts/passwords.ts'
import { findUser, setPassword } from '../../accounts/users.sql.ts'
import type { AuthContext } from '../../context.ts'
import { tellEnded } from '../../sessions/end-sessions.ts'
import { endSessions } from '../../sessions/sessions.sql.ts'

export const changePassword: Handle<typeof accountEndpoints.changePassword, AuthContext> = async (
  { actor, body, request },
  context,
) => {
  const { db, clock, limiter } = context
  const now = new Date(clock())
  const user = await findUser(db, actor.id)
  await checkNewPassword(body.password, { name: actor.name, email: user?.email ?? '' })
  const taken = await limiter.take(`password/${actor.id}`, passwordChangeLimit, clock())
  if (!taken.allowed) {
    const message = 'Your password was changed several times just now. Wait a while, then try again.'
    throw new LimitExceeded('limit_exceeded', message, rateLimitHeaders(taken))
  }
  const passwordHash = await hashPassword(body.password)
  const ended = await db.transaction(async (tx) => {
    await setPassword(tx, actor.id, passwordHash)
    await record(tx, byPerson(actor, request), { action: 'user.password_changed', subject: actor.id }, now)
    return endSessions(tx, actor.id, { except: actor.sessionId }, 'password_changed', now)
  })
  await tellEnded(ended, context)
  await notify(actor.id, 'password_changed', context)
  return {}
}
