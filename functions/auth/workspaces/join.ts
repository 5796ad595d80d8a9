import { byPerson, record } from '../../audit/index.ts'
import type { Tx } from '../../platform/data/db.ts'
import type { RequestInfo } from '../../platform/http/actor.ts'
import type { FoundInvitation } from './find-invitation.ts'
import { endInvitation } from './invitations.sql.ts'
import { insertMember } from './workspaces.sql.ts'

/** Uses an invitation up: who was invited belongs to the workspace. False for one that ended meanwhile. */
export async function join(
  tx: Tx,
  { id, workspaceId, role, dailyLimitPaise }: FoundInvitation,
  user: { id: string; name: string },
  request: RequestInfo,
  now: Date,
): Promise<boolean> {
  if (!(await endInvitation(tx, workspaceId, id, now))) return false
  const seat = { role, dailyLimitPaise }
  const by = { ...byPerson(user, request), workspaceId }
  if (await insertMember(tx, workspaceId, user.id, seat, now)) {
    await record(tx, by, { action: 'member.joined', subject: user.id, after: seat }, now)
  } else {
    const why = 'Who was invited is a member already.'
    await record(tx, by, { action: 'invitation.withdrawn', subject: id, why }, now)
  }
  return true
}
