import type { workspaceEndpoints } from '../../../../contracts/auth/workspaces.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'
import * as members from '../../workspaces/members.sql.ts'

export const listMembers: Handle<typeof workspaceEndpoints.listMembers, AuthContext> = async (
  { actor },
  { db },
) => ({ items: await members.listMembers(db, actor.workspaceId) })
