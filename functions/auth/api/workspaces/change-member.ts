import type { workspaceEndpoints } from '../../../../contracts/auth/workspaces.ts'
import { isManager, roles, rolesAbove } from '../../../../contracts/roles.ts'
import { byCaller, byPerson, record } from '../../../audit/index.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { notify } from '../../accounts/notify.ts'
import type { AuthContext } from '../../context.ts'
import { tellEnded } from '../../sessions/end-sessions.ts'
import { endMade } from '../../workspaces/made.ts'
import { standingMembers, updateMember } from '../../workspaces/members.sql.ts'
import { mayInvite, memberToChange } from '../../workspaces/members.ts'

/** With a role goes what was made by it and is above the next one: keys, and invitations that it could not send. */
export const changeMember: Handle<typeof workspaceEndpoints.changeMember, AuthContext> = async (
  { actor, params: { id }, body, request },
  context,
) => {
  const { db, clock } = context
  const { workspaceId } = actor
  const now = new Date(clock())
  const by = byCaller(actor, request)
  const { keys, isNewManager } = await db.transaction(async (tx) => {
    const members = await standingMembers(tx, workspaceId)
    const { role, dailyLimitPaise } = memberToChange(members, id, actor.id, body)
    await updateMember(tx, workspaceId, id, body, { by: actor.id, at: now })
    const before = { role, dailyLimitPaise }
    await record(tx, by, { action: 'member.changed', subject: id, before, after: body }, now)
    const isNewManager = isManager(body.role) && rolesAbove(role).includes(body.role)
    if (isNewManager) {
      const change = { action: 'user.manager_named' as const, subject: id, after: { role: body.role } }
      await record(tx, byPerson(actor, request), change, now)
    }
    const above = {
      makerId: id,
      keys: rolesAbove(body.role),
      invitations: roles.filter((as) => !mayInvite(body.role, as)),
      since: new Date(0),
    }
    const why = 'Who made it has a role now that could not.'
    return { keys: await endMade(tx, workspaceId, above, { by, why, now }), isNewManager }
  })
  if (keys.length > 0) await tellEnded(keys, context)
  if (isNewManager) await notify(actor.id, 'manager_named', context)
  return {}
}
