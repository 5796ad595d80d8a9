import type { accountEndpoints } from '../../../../contracts/account.ts'
import { byPerson, record } from '../../../audit/index.ts'
import type { Handle } from '../../../platform/http/api.ts'
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
  const { db, clock } = context
  const now = new Date(clock())
  const user = await findUser(db, actor.id)
  await checkNewPassword(body.password, { name: actor.name, email: user?.email ?? '' })
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
