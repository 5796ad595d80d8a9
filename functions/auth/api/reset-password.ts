import type { authEndpoints } from '../../../contracts/auth.ts'
import { byPerson, record } from '../../audit/index.ts'
import type { Handle } from '../../platform/http.ts'
import { hashSecret } from '../../platform/ids.ts'
import type { AuthContext } from '../context.ts'
import { tellEnded } from '../end-sessions.ts'
import { linkInvalid } from '../link-invalid.ts'
import { dropLinks, spendLink } from '../links.sql.ts'
import { checkNewPassword } from '../new-password.ts'
import { hashPassword } from '../passwords.ts'
import { endSessions } from '../sessions.sql.ts'
import { findUserByEmail, setPassword } from '../users.sql.ts'

/** Ends every session: whoever knew the old password is out. A second factor is still asked for at the next log-in. */
export const resetPassword: Handle<typeof authEndpoints.resetPassword, AuthContext> = async (
  { body, request },
  context,
) => {
  const { db, clock, throttle, publish } = context
  const now = new Date(clock())
  await checkNewPassword(body.password, { name: '', email: '' })
  const passwordHash = await hashPassword(body.password)
  const { user, ended } = await db.transaction(async (tx) => {
    const link = await spendLink(tx, hashSecret(body.token), ['reset'], now)
    const user = link && (await findUserByEmail(tx, link.email))
    if (!user) throw linkInvalid()
    await setPassword(tx, user.id, passwordHash)
    await dropLinks(tx, user, now)
    const ended = await endSessions(tx, user.id, {}, 'password_changed', now)
    await record(tx, byPerson(user, request), { action: 'user.password_reset', subject: user.id }, now)
    return { user, ended }
  })
  await throttle.succeeded({ account: user.email, address: request.address, known: false })
  await tellEnded(ended, context)
  await publish('security.noticed', { userId: user.id, notice: 'password_changed' })
  return { email: user.email }
}
