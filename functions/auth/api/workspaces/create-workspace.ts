import { mostWorkspaces, type workspaceEndpoints } from '../../../../contracts/auth/workspaces.ts'
import { byPerson, record } from '../../../audit/index.ts'
import { Conflict } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'
import { countOwned, insertWorkspace } from '../../workspaces/workspaces.sql.ts'

export const createWorkspace: Handle<typeof workspaceEndpoints.createWorkspace, AuthContext> = async (
  { actor, body: { name }, request },
  { db, clock, newId },
) => {
  const id = newId('wsp')
  const now = new Date(clock())
  await db.of({ workspaceId: id, userId: actor.id }).transaction(async (tx) => {
    if ((await countOwned(tx, actor.id)) >= mostWorkspaces) {
      throw new Conflict(
        'too_many',
        `You own ${mostWorkspaces} workspaces already. Delete one that you no longer need, or leave it.`,
      )
    }
    await insertWorkspace(tx, id, name, actor.id, now)
    const by = { ...byPerson(actor, request), workspaceId: id }
    await record(tx, by, { action: 'workspace.made', subject: id, after: { name } }, now)
  })
  return { id, name, role: 'owner', tier: 'starter', dailyLimitPaise: null }
}
