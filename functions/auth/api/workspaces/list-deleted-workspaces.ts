import type { workspaceEndpoints } from '../../../../contracts/auth/workspaces.ts'
import { restorableSince, restorableUntil } from '../../../../contracts/restorable.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'
import { listDeleted } from '../../workspaces/deleted.sql.ts'

export const listDeletedWorkspaces: Handle<
  typeof workspaceEndpoints.listDeletedWorkspaces,
  AuthContext
> = async ({ actor }, { db, clock }) => {
  const deleted = await listDeleted(db, actor.id, restorableSince(clock()))
  return { items: deleted.map((each) => ({ ...each, restorableUntil: restorableUntil(each.deletedAt) })) }
}
