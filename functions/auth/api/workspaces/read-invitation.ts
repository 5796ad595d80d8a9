import type { invitationEndpoints } from '../../../../contracts/auth/invitations.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'
import { findInvitation } from '../../workspaces/find-invitation.ts'

export const readInvitation: Handle<typeof invitationEndpoints.readInvitation, AuthContext> = async (
  { body: { token } },
  context,
) => {
  const { workspaceName, email, role, invitedBy, hasAccount } = await findInvitation(token, context)
  return { workspaceName, email, role, invitedBy, hasAccount }
}
