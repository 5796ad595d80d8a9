import type { Role } from '../../../contracts/roles.ts'
import { type By, record } from '../../audit/index.ts'
import type { Tx } from '../../platform/data/db.ts'
import { revokeKeysOf } from './api-keys.sql.ts'
import { endInvitationsOf } from './invitations.sql.ts'

/** What somebody made in a workspace: keys and open invitations of these roles, keys only since then. */
type Made = { makerId: string; keys: readonly Role[]; invitations: readonly Role[]; since: Date }

/** Ends keys and open invitations that somebody made. Gives the ids of the keys, whose sockets have to be closed. */
export async function endMade(
  tx: Tx,
  workspaceId: string,
  { makerId, keys, invitations, since }: Made,
  { by, why, now }: { by: By; why: string; now: Date },
): Promise<string[]> {
  const revoked = await revokeKeysOf(tx, workspaceId, makerId, { roles: keys, since }, now)
  for (const key of revoked) await record(tx, by, { action: 'api_key.revoked', subject: key, why }, now)
  for (const invitation of await endInvitationsOf(tx, workspaceId, makerId, invitations, now)) {
    await record(tx, by, { action: 'invitation.withdrawn', subject: invitation, why }, now)
  }
  return revoked
}
