import { restorableUntil } from '../../../contracts/restorable.ts'
import { type By, record } from '../../audit/index.ts'
import type { Tx } from '../../platform/data/db.ts'
import { asError, log } from '../../platform/log.ts'
import type { AuthContext } from '../context.ts'
import { revokeAllKeys } from './api-keys.sql.ts'
import { markDeleted } from './deleted.sql.ts'
import { endAllInvitations } from './invitations.sql.ts'

/**
 * Deletes a workspace. Seats stay, so that it comes back with its members; keys and invitations end for good. `tx` is of
 * the workspace and holds it. Gives the ids of the keys.
 */
export async function endWorkspace(tx: Tx, workspaceId: string, by: By, now: Date): Promise<string[]> {
  await markDeleted(tx, workspaceId, by.id, now)
  const after = { restorableUntil: restorableUntil(now.toISOString()) }
  await record(tx, by, { action: 'workspace.deleted', subject: workspaceId, after }, now)
  const why = 'The workspace was deleted.'
  const keys = await revokeAllKeys(tx, workspaceId, now)
  for (const key of keys) await record(tx, by, { action: 'api_key.revoked', subject: key, why }, now)
  for (const invitation of await endAllInvitations(tx, workspaceId, now)) {
    await record(tx, by, { action: 'invitation.withdrawn', subject: invitation, why }, now)
  }
  return keys
}

/** Tells other services. It is deleted: an event that gets lost fails nobody, and its removal is told of again. */
export async function tellDeleted(workspaceIds: string[], { publish }: Pick<AuthContext, 'publish'>) {
  const events = workspaceIds.map((workspaceId) => publish('workspace.deleted', { workspaceId }))
  await Promise.all(events).catch((error: unknown) =>
    log.error('deleted, but others were not told', asError(error)),
  )
}
