import { roles } from '../../../contracts/roles.ts'
import { type By, record } from '../../audit/index.ts'
import type { Tx } from '../../platform/data/db.ts'
import { endInvitationsTo } from './invitations.sql.ts'
import { endMade } from './made.ts'
import { deleteMember } from './members.sql.ts'

type Leaver = { id: string; name: string; email: string; role: string }

/**
 * Takes a member out of a workspace with all by which they could come back: the keys that they made, the
 * invitations that they sent, and those that were sent to them. Gives the ids of the keys.
 */
export async function takeOut(
  tx: Tx,
  workspaceId: string,
  { id, name, email, role }: Leaver,
  { action, by, now }: { action: 'member.left' | 'member.removed'; by: By; now: Date },
): Promise<string[]> {
  await deleteMember(tx, workspaceId, id)
  await record(tx, by, { action, subject: id, before: { name, role } }, now)
  const why = 'Who made it, or was to have it, is no member any more.'
  for (const invitation of await endInvitationsTo(tx, workspaceId, email, now)) {
    await record(tx, by, { action: 'invitation.withdrawn', subject: invitation, why }, now)
  }
  const all = { makerId: id, keys: roles, invitations: roles, since: new Date(0) }
  return endMade(tx, workspaceId, all, { by, why, now })
}
