import type { authEndpoints } from '../../../../contracts/auth.ts'
import { byPerson, record } from '../../../audit/index.ts'
import { hashSecret } from '../../../platform/crypto/ids.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { asError, log } from '../../../platform/log.ts'
import { dropLinks, findOwnerOfReset, spendLink } from '../../accounts/links.sql.ts'
import { checkNewPassword } from '../../accounts/new-password.ts'
import { notify } from '../../accounts/notify.ts'
import { hashPassword } from '../../accounts/passwords.ts'
import { holdUser, setPassword } from '../../accounts/users.sql.ts'
import type { AuthContext } from '../../context.ts'
import { linkInvalid } from '../../refusals.ts'
import { tellEnded } from '../../sessions/end-sessions.ts'
import { endSessions } from '../../sessions/sessions.sql.ts'
import { endMadeLately } from '../../workspaces/end-made-lately.ts'

/**
 * Ends every session, and what may have been made to come back by: whoever knew the old password is out. A second factor
 * is still asked for at the next log-in.
 */
export const resetPassword: Handle<typeof authEndpoints.resetPassword, AuthContext> = async (
  { body, request },
  context,
) => {
  const { db, clock, throttle } = context
  const now = new Date(clock())
  const hash = hashSecret(body.token)
  const user = await findOwnerOfReset(db, hash, now)
  if (!user) throw linkInvalid()
  await checkNewPassword(body.password, user)
  const passwordHash = await hashPassword(body.password)
  const ended = await db.of({ userId: user.id }).transaction(async (tx) => {
    await holdUser(tx, user.id)
    if (!(await spendLink(tx, hash, ['reset'], now))) throw linkInvalid()
    await setPassword(tx, user.id, passwordHash)
    await dropLinks(tx, user, now)
    const ended = await endSessions(tx, user.id, {}, 'password_changed', now)
    await record(tx, byPerson(user, request), { action: 'user.password_reset', subject: user.id }, now)
    return [...ended, ...(await endMadeLately(tx, user, request, now))]
  })
  await tellEnded(ended, context)
  await notify(user.id, 'password_changed', context)
  await throttle
    .startOver({ account: user.email, address: request.address })
    .catch((error: unknown) => log.warn('wrong log-ins were not forgotten', asError(error)))
  return { email: user.email }
}
