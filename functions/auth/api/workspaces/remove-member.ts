import type { workspaceEndpoints } from '../../../../contracts/auth/workspaces.ts'
import { byCaller } from '../../../audit/index.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'
import { tellEnded } from '../../sessions/end-sessions.ts'
import { listSessionIds } from '../../sessions/sessions.sql.ts'
import { takeOut } from '../../workspaces/leaving.ts'
import { standingMembers } from '../../workspaces/members.sql.ts'
import { memberToChange } from '../../workspaces/members.ts'

/** The member's tokens are refused from the next request on; their open pages are cut off. */
export const removeMember: Handle<typeof workspaceEndpoints.removeMember, AuthContext> = async (
  { actor, params: { id }, request },
  context,
) => {
  const { db, clock } = context
  const { workspaceId } = actor
  const keys = await db.transaction(async (tx) => {
    const leaver = memberToChange(await standingMembers(tx, workspaceId), id, actor.id, undefined)
    const by = byCaller(actor, request)
    return takeOut(tx, workspaceId, leaver, { action: 'member.removed', by, now: new Date(clock()) })
  })
  await tellEnded([...(await listSessionIds(db, id)), ...keys], context, workspaceId)
  return {}
}
