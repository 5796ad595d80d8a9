import { byPerson, record } from '../../audit/index.ts'
import { become, type Tx } from '../../platform/data/db.ts'
import type { RequestInfo } from '../../platform/http/actor.ts'
import { unmarkDeletedWith } from '../workspaces/deleted.sql.ts'
import { holdWorkspace, listSeats } from '../workspaces/workspaces.sql.ts'
import { unmarkUserDeleted } from './deleted.sql.ts'
import type { User } from './users.sql.ts'

/** Brings a deleted account back with the workspaces that went with it. `tx` is of the person, whom it holds. */
export async function restoreAccount(tx: Tx, user: User, request: RequestInfo, now: Date): Promise<void> {
  const by = byPerson(user, request)
  for (const workspaceId of await listSeats(tx, user.id)) {
    await tx.rows(become({ workspaceId, userId: user.id }))
    await holdWorkspace(tx, workspaceId)
    if (!(await unmarkDeletedWith(tx, workspaceId, user.id))) continue
    const change = { action: 'workspace.restored' as const, subject: workspaceId }
    await record(tx, { ...by, workspaceId }, change, now)
  }
  await unmarkUserDeleted(tx, user.id)
  await record(tx, by, { action: 'account.restored', subject: user.id }, now)
}
