import { mostWorkspaces, type workspaceEndpoints } from '../../../../contracts/auth/workspaces.ts'
import { restorableSince } from '../../../../contracts/restorable.ts'
import { byPerson, record } from '../../../audit/index.ts'
import { Conflict, Forbidden, NotFound } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'
import { unmarkDeleted } from '../../workspaces/deleted.sql.ts'
import { countOwned, findSeat, holdWorkspace } from '../../workspaces/workspaces.sql.ts'

/** Who pressed twice, or came after another owner, is told the same: it is there. */
export const restoreWorkspace: Handle<typeof workspaceEndpoints.restoreWorkspace, AuthContext> = async (
  { actor, params: { id }, request },
  { db, clock },
) =>
  db.of({ workspaceId: id, userId: actor.id }).transaction(async (tx) => {
    await holdWorkspace(tx, id)
    const now = new Date(clock())
    const seat = await findSeat(tx, id, actor.id)
    const isGone = seat?.deletedAt && new Date(seat.deletedAt) <= restorableSince(now.getTime())
    if (!seat || isGone) throw new NotFound('There is no such workspace any more.')
    if (seat.role !== 'owner') {
      throw new Forbidden('role_forbidden', 'Only an owner can restore a workspace. Ask one of them.')
    }
    if (!seat.deletedAt) return seat
    if ((await countOwned(tx, actor.id)) >= mostWorkspaces) {
      throw new Conflict(
        'too_many',
        `You own ${mostWorkspaces} workspaces already. Delete or leave one first.`,
      )
    }
    await unmarkDeleted(tx, id)
    const by = { ...byPerson(actor, request), workspaceId: id }
    await record(tx, by, { action: 'workspace.restored', subject: id }, now)
    return seat
  })
