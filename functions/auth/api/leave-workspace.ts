import type { workspaceEndpoints } from '../../../contracts/workspaces.ts'
import { byCaller, record } from '../../audit/index.ts'
import { Forbidden } from '../../platform/errors.ts'
import type { Handle } from '../../platform/http.ts'
import type { AuthContext } from '../context.ts'
import { tellEnded } from '../end-sessions.ts'
import { deleteMember, lockMembers } from '../members.sql.ts'
import { memberToChange } from '../members.ts'
import { listSessionIds } from '../sessions.sql.ts'

export const leaveWorkspace: Handle<typeof workspaceEndpoints.leaveWorkspace, AuthContext> = async (
  { actor, request },
  context,
) => {
  const { db, clock } = context
  const { id, workspaceId } = actor
  if (actor.kind === 'key') throw new Forbidden('role_forbidden', 'A key is no member: revoke it instead.')
  await db.transaction(async (tx) => {
    const { role } = memberToChange(await lockMembers(tx, workspaceId), id, actor, undefined)
    await deleteMember(tx, workspaceId, id)
    const change = { action: 'member.left', subject: id, before: { role } }
    await record(tx, byCaller(actor, request), change, new Date(clock()))
  })
  await tellEnded(await listSessionIds(db, id), context, workspaceId)
  return {}
}
