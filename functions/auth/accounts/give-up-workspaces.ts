import { byPerson } from '../../audit/index.ts'
import { become, type Tx } from '../../platform/data/db.ts'
import { Conflict } from '../../platform/errors.ts'
import type { RequestInfo } from '../../platform/http/actor.ts'
import { endWorkspace } from '../workspaces/deleting.ts'
import { takeOut } from '../workspaces/leaving.ts'
import { findSeat, holdWorkspace, listSeats } from '../workspaces/workspaces.sql.ts'
import { fateOf } from './fate.ts'
import type { User } from './users.sql.ts'

type GivenUp = {
  /** Ids of keys that ended. */
  keys: string[]
  /** Ids of workspaces that go with the account. */
  deleted: string[]
}

/**
 * Takes a person out of their workspaces, and deletes those in which they are alone. One that was deleted before keeps
 * its only owner, who alone could restore it. `tx` is of the person, whom it holds.
 * @throws Conflict that names a workspace which would be left to others without an owner
 */
export async function giveUpWorkspaces(
  tx: Tx,
  user: User,
  request: RequestInfo,
  now: Date,
): Promise<GivenUp> {
  const given: GivenUp = { keys: [], deleted: [] }
  for (const workspaceId of await listSeats(tx, user.id)) {
    await tx.rows(become({ workspaceId, userId: user.id }))
    await holdWorkspace(tx, workspaceId)
    const seat = await findSeat(tx, workspaceId, user.id)
    if (!seat) continue
    const by = { ...byPerson(user, request), workspaceId }
    const fate = fateOf(seat)
    if (fate === 'left') {
      const leaver = { ...user, role: seat.role }
      given.keys.push(...(await takeOut(tx, workspaceId, leaver, { action: 'member.left', by, now })))
    } else if (!seat.deletedAt) {
      if (fate === 'needs_owner') throw ownerless(seat.name)
      given.keys.push(...(await endWorkspace(tx, workspaceId, by, now)))
      given.deleted.push(workspaceId)
    }
  }
  return given
}

const ownerless = (name: string) =>
  new Conflict(
    'last_owner',
    `Others belong to “${name}”, and you are its only owner. Make one of them an owner, or delete it first.`,
  )
