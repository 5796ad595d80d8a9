import type { workspaceEndpoints } from '../../../../contracts/workspaces.ts'
import { byCaller, record } from '../../../audit/index.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'
import { lockMembers, updateMember } from '../../workspaces/members.sql.ts'
import { memberToChange } from '../../workspaces/members.ts'

export const changeMember: Handle<typeof workspaceEndpoints.changeMember, AuthContext> = async (
  { actor, params: { id }, body, request },
  { db, clock },
) => {
  const { workspaceId } = actor
  await db.transaction(async (tx) => {
    const { role, dailyLimitPaise } = memberToChange(await lockMembers(tx, workspaceId), id, actor, body)
    await updateMember(tx, workspaceId, id, body)
    const change = {
      action: 'member.changed' as const,
      subject: id,
      before: { role, dailyLimitPaise },
      after: body,
    }
    await record(tx, byCaller(actor, request), change, new Date(clock()))
  })
  return {}
}
