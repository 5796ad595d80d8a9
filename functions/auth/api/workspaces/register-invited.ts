import type { invitationEndpoints } from '../../../../contracts/auth/invitations.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { measure } from '../../../platform/metrics.ts'
import { hashNewPassword } from '../../accounts/new-password.ts'
import { insertUser } from '../../accounts/users.sql.ts'
import type { AuthContext } from '../../context.ts'
import { emailTaken, linkInvalid } from '../../refusals.ts'
import { findInvitation } from '../../workspaces/find-invitation.ts'
import { join } from '../../workspaces/join.ts'

/** Only who reads the mails of the address has the link, so it needs no other mail to show that. */
export const registerInvited: Handle<typeof invitationEndpoints.registerInvited, AuthContext> = async (
  { body: { token, name, password }, request },
  context,
) => {
  const { db, clock, newId } = context
  const invitation = await findInvitation(token, context)
  const { email, workspaceId, hasAccount } = invitation
  if (hasAccount) throw emailTaken()
  const passwordHash = await hashNewPassword(password, { name, email })
  const user = { id: newId('usr'), name, email }
  const now = new Date(clock())
  await db.of({ workspaceId }).transaction(async (tx) => {
    if (!(await insertUser(tx, user, passwordHash, now))) throw emailTaken()
    if (!(await join(tx, invitation, user, request, now))) throw linkInvalid()
  })
  measure('sign_up', 1, { way: 'invitation' })
  return { email }
}
