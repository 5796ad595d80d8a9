import type { accountDeletionEndpoints } from '../../../../contracts/auth/account-deletion.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { fateOf } from '../../accounts/fate.ts'
import type { AuthContext } from '../../context.ts'
import { findSeat, listMemberships } from '../../workspaces/workspaces.sql.ts'

/** Each workspace is looked into as itself, so as many statements as the person has workspaces. */
export const getDeletion: Handle<typeof accountDeletionEndpoints.getDeletion, AuthContext> = async (
  { actor },
  { db },
) => {
  const memberships = await listMemberships(db, actor.id)
  const seats = await Promise.all(
    memberships.map(({ id }) => findSeat(db.of({ workspaceId: id }), id, actor.id)),
  )
  const workspaces = seats.flatMap((seat) =>
    seat ? [{ id: seat.id, name: seat.name, fate: fateOf(seat) }] : [],
  )
  return { workspaces }
}
