import { byPerson, record } from '../../audit/index.ts'
import type { Tx } from '../../platform/data/db.ts'
import type { RequestInfo } from '../../platform/http/actor.ts'
import type { FoundInvitation } from './find-invitation.ts'
import { endInvitation, findInviter } from './invitations.sql.ts'
import { mayInvite } from './members.ts'
import { holdWorkspace, insertMember } from './workspaces.sql.ts'

/**
 * Uses an invitation up: who was invited belongs to the workspace. False for one that ended meanwhile, or whose sender
 * could not send it any more.
 */
export async function join(
  tx: Tx,
  { id, workspaceId, role, dailyLimitPaise }: FoundInvitation,
  user: { id: string; name: string },
  request: RequestInfo,
  now: Date,
): Promise<boolean> {
  await holdWorkspace(tx, workspaceId)
  const inviter = await findInviter(tx, workspaceId, id)
  if (!inviter || !mayInvite(inviter.role, role)) return false
  if (!(await endInvitation(tx, workspaceId, id, now))) return false
  const seat = { role, dailyLimitPaise }
  const by = { ...byPerson(user, request), workspaceId }
  if (await insertMember(tx, workspaceId, user.id, seat, { by: inviter.id, at: now })) {
    await record(tx, by, { action: 'member.joined', subject: user.id, after: seat }, now)
  } else {
    const why = 'Who was invited is a member already.'
    await record(tx, by, { action: 'invitation.withdrawn', subject: id, why }, now)
  }
  return true
}
