import type { workspaceEndpoints } from '../../../../contracts/auth/workspaces.ts'
import { byCaller } from '../../../audit/index.ts'
import { Forbidden } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'
import { tellEnded } from '../../sessions/end-sessions.ts'
import { listSessionIds } from '../../sessions/sessions.sql.ts'
import { takeOut } from '../../workspaces/leaving.ts'
import { standingMembers } from '../../workspaces/members.sql.ts'
import { memberToChange } from '../../workspaces/members.ts'

export const leaveWorkspace: Handle<typeof workspaceEndpoints.leaveWorkspace, AuthContext> = async (
  { actor, request },
  context,
) => {
  const { db, clock } = context
  const { id, workspaceId } = actor
  if (actor.kind === 'key') throw new Forbidden('role_forbidden', 'A key is no member: revoke it instead.')
  const keys = await db.transaction(async (tx) => {
    const leaver = memberToChange(await standingMembers(tx, workspaceId), id, actor.id, undefined)
    const by = byCaller(actor, request)
    return takeOut(tx, workspaceId, leaver, { action: 'member.left', by, now: new Date(clock()) })
  })
  await tellEnded([...(await listSessionIds(db, id)), ...keys], context, workspaceId)
  return {}
}
