import type { authEndpoints } from '../../../../contracts/auth/auth.ts'
import { byPerson, record } from '../../../audit/index.ts'
import { hashSecret } from '../../../platform/crypto/ids.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { spendLink } from '../../accounts/links.sql.ts'
import { notify } from '../../accounts/notify.ts'
import { giveEmailBack } from '../../accounts/users.sql.ts'
import type { AuthContext } from '../../context.ts'
import { linkInvalid } from '../../refusals.ts'

/** The link comes when an account is moved to an address, and whenever somebody asks there for an account of their own. */
export const giveBackAddress: Handle<typeof authEndpoints.giveBackAddress, AuthContext> = async (
  { body: { token }, request },
  context,
) => {
  const { db, clock } = context
  const now = new Date(clock())
  const { user, email } = await db.transaction(async (tx) => {
    const link = await spendLink(tx, hashSecret(token), ['give_back', 'register'], now)
    const user = link && (await giveEmailBack(tx, link.email))
    if (!user) throw linkInvalid()
    const change = {
      action: 'user.email_changed' as const,
      subject: user.id,
      before: { email: link.email },
      after: { email: user.email },
      why: 'Whoever reads the mails of the address did not want the account there.',
    }
    await record(tx, { ...byPerson(user, request), kind: 'system' }, change, now)
    return { user, email: link.email }
  })
  await notify(user.id, 'email_given_back', context)
  return { email }
}
