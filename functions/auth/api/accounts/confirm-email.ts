import type { accountEndpoints } from '../../../../contracts/auth/account.ts'
import { byPerson, record } from '../../../audit/index.ts'
import { hashSecret } from '../../../platform/crypto/ids.ts'
import type { Tx } from '../../../platform/data/db.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { findChangeOfEmail, spendLink } from '../../accounts/links.sql.ts'
import { mailLinks, makeLink } from '../../accounts/request-link.ts'
import { setEmail } from '../../accounts/users.sql.ts'
import type { AuthContext } from '../../context.ts'
import { emailTaken, linkElsewhere, linkInvalid, orEmailTaken } from '../../refusals.ts'

/**
 * Moves an account, in the session that asked for it: who merely reads the mails of the new address, or opens them to
 * look for viruses, moves nobody there. Both addresses get a link by which it can be undone.
 */
export const confirmEmail: Handle<typeof accountEndpoints.confirmEmail, AuthContext> = async (
  { actor, body: { token }, request },
  context,
) => {
  const { db, clock } = context
  const now = new Date(clock())
  const hash = hashSecret(token)
  const asked = await findChangeOfEmail(db, hash, now)
  if (!asked) throw linkInvalid()
  if (asked.userId !== actor.id || asked.sessionId !== actor.sessionId) throw linkElsewhere()

  const move = async (tx: Tx) => {
    const link = await spendLink(tx, hash, ['change_email'], now)
    if (!link) throw linkInvalid()
    const { email } = link
    const before = await setEmail(tx, actor.id, email)
    if (!before) throw emailTaken()
    const action = 'user.email_changed' as const
    const change = { action, subject: actor.id, before: { email: before }, after: { email } }
    await record(tx, byPerson(actor, request), change, now)
    const links = [
      await makeLink(tx, { kind: 'take_back', email: before, userId: actor.id }, context),
      await makeLink(tx, { kind: 'give_back', email }, context),
    ]
    return { email, links }
  }
  const { email, links } = await db.transaction(move).catch(orEmailTaken)
  await mailLinks(links, context)
  return { email }
}
