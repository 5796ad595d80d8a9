import type { invitationEndpoints } from '../../../../contracts/auth/invitations.ts'
import { Conflict } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { findUser } from '../../accounts/users.sql.ts'
import type { AuthContext } from '../../context.ts'
import { linkInvalid } from '../../refusals.ts'
import { findInvitation, workspaceOf } from '../../workspaces/find-invitation.ts'
import { join } from '../../workspaces/join.ts'
import { listMemberships } from '../../workspaces/workspaces.sql.ts'

/** Who belongs already, since they pressed twice or an answer was lost, is told where. */
export const acceptInvitation: Handle<typeof invitationEndpoints.acceptInvitation, AuthContext> = async (
  { actor, body: { token }, request },
  context,
) => {
  const { db, clock } = context
  const workspaceId = workspaceOf(token)
  const [before] = await listMemberships(db, actor.id, workspaceId)
  if (before) return before
  const [invitation, user] = await Promise.all([findInvitation(token, context), findUser(db, actor.id)])
  if (user?.email !== invitation.email) {
    throw new Conflict(
      'invitation_for_other',
      'This invitation is for another e-mail address. Log in with that one.',
    )
  }
  const now = new Date(clock())
  await db.of({ workspaceId }).transaction((tx) => join(tx, invitation, user, request, now))
  const [membership] = await listMemberships(db, actor.id, workspaceId)
  if (!membership) throw linkInvalid()
  return membership
}
