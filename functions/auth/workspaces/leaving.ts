import { type By, record } from '../../audit/index.ts'
import type { Tx } from '../../platform/data/db.ts'
import { revokeKeysOf } from './api-keys.sql.ts'
import { endInvitationsOf } from './invitations.sql.ts'
import { deleteMember } from './members.sql.ts'

type Leaver = { id: string; name: string; role: string }

/**
 * Takes a member out of a workspace with all by which they could come back: the keys that they made, the
 * invitations that they sent, and those that were sent to them. Gives the ids of the keys.
 */
export async function takeOut(
  tx: Tx,
  workspaceId: string,
  { id, name, role }: Leaver,
  { action, by, now }: { action: 'member.left' | 'member.removed'; by: By; now: Date },
): Promise<string[]> {
  await deleteMember(tx, workspaceId, id)
  await record(tx, by, { action, subject: id, before: { name, role } }, now)
  const why = 'Who made it, or was to have it, is no member any more.'
  const keys = await revokeKeysOf(tx, workspaceId, id, now)
  for (const key of keys) await record(tx, by, { action: 'api_key.revoked', subject: key, why }, now)
  for (const invitation of await endInvitationsOf(tx, workspaceId, id, now)) {
    await record(tx, by, { action: 'invitation.withdrawn', subject: invitation, why }, now)
  }
  return keys
}
