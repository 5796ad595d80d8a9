import type { workspaceEndpoints } from '../../../../contracts/auth/workspaces.ts'
import { restorableUntil } from '../../../../contracts/restorable.ts'
import { byCaller } from '../../../audit/index.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { notify } from '../../accounts/notify.ts'
import type { AuthContext } from '../../context.ts'
import { tellEnded } from '../../sessions/end-sessions.ts'
import { openSessionsOf } from '../../sessions/sessions.sql.ts'
import { endWorkspace, tellDeleted } from '../../workspaces/deleting.ts'
import { standingMembers } from '../../workspaces/members.sql.ts'

/** All its owners are told: one of them may have been robbed of a session. */
export const deleteWorkspace: Handle<typeof workspaceEndpoints.deleteWorkspace, AuthContext> = async (
  { actor, request },
  context,
) => {
  const { db, clock } = context
  const { workspaceId } = actor
  const now = new Date(clock())
  const { keys, members } = await db.transaction(async (tx) => ({
    keys: await endWorkspace(tx, workspaceId, byCaller(actor, request), now),
    members: await standingMembers(tx, workspaceId),
  }))
  const sessions = await openSessionsOf(
    db,
    members.map(({ id }) => id),
  )
  await tellEnded([...sessions, ...keys], context, workspaceId)
  await tellDeleted([workspaceId], context)
  const owners = members.filter(({ role }) => role === 'owner')
  await Promise.all(owners.map(({ id }) => notify(id, 'workspace_deleted', context, workspaceId)))
  return { restorableUntil: restorableUntil(now.toISOString()) }
}
