import type { workspaceEndpoints } from '../../../../contracts/auth/workspaces.ts'
import { byCaller, record } from '../../../audit/index.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'
import * as workspaces from '../../workspaces/workspaces.sql.ts'

export const renameWorkspace: Handle<typeof workspaceEndpoints.renameWorkspace, AuthContext> = async (
  { actor, body: { name }, request },
  { db, clock },
) => {
  const { workspaceId } = actor
  await db.transaction(async (tx) => {
    const before = await workspaces.renameWorkspace(tx, workspaceId, name)
    const change = {
      action: 'workspace.renamed' as const,
      subject: workspaceId,
      before: { name: before },
      after: { name },
    }
    await record(tx, byCaller(actor, request), change, new Date(clock()))
  })
  return {}
}
