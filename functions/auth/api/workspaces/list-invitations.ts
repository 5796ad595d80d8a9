import type { invitationEndpoints } from '../../../../contracts/auth/invitations.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'
import * as invitations from '../../workspaces/invitations.sql.ts'

export const listInvitations: Handle<typeof invitationEndpoints.listInvitations, AuthContext> = async (
  { actor },
  { db, clock },
) => ({ items: await invitations.listInvitations(db, actor.workspaceId, new Date(clock())) })
