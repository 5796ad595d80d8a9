import type { workspaceEndpoints } from '../../../contracts/workspaces.ts'
import { byCaller, record } from '../../audit/index.ts'
import type { Handle } from '../../platform/http.ts'
import type { AuthContext } from '../context.ts'
import { tellEnded } from '../end-sessions.ts'
import { deleteMember, lockMembers } from '../members.sql.ts'
import { memberToChange } from '../members.ts'
import { listSessionIds } from '../sessions.sql.ts'

/** The member's tokens are refused from the next request on; their open pages are cut off. */
export const removeMember: Handle<typeof workspaceEndpoints.removeMember, AuthContext> = async (
  { actor, params: { id }, request },
  context,
) => {
  const { db, clock } = context
  const { workspaceId } = actor
  await db.transaction(async (tx) => {
    const { name, role } = memberToChange(await lockMembers(tx, workspaceId), id, actor, undefined)
    await deleteMember(tx, workspaceId, id)
    const change = { action: 'member.removed', subject: id, before: { name, role } }
    await record(tx, byCaller(actor, request), change, new Date(clock()))
  })
  await tellEnded(await listSessionIds(db, id), context, workspaceId)
  return {}
}
