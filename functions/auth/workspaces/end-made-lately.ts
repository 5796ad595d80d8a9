import { reviewDays } from '../../../contracts/auth/review.ts'
import { roles } from '../../../contracts/roles.ts'
import { byPerson } from '../../audit/index.ts'
import { become, type Tx } from '../../platform/data/db.ts'
import type { RequestInfo } from '../../platform/http/actor.ts'
import { setReviewSince, type User } from '../accounts/users.sql.ts'
import { listMade } from './made.sql.ts'
import { endMade } from './made.ts'
import { holdWorkspace, listSeats } from './workspaces.sql.ts'

/**
 * Ends what somebody who knew the old password may have made to keep: the open invitations that were sent in a person's
 * name, and the keys of the last 30 days. The person is asked about all that was made then. Gives the ids of the keys.
 * `tx` is of the person, whom it holds.
 */
export async function endMadeLately(tx: Tx, user: User, request: RequestInfo, now: Date): Promise<string[]> {
  const since = new Date(now.getTime() - reviewDays * 24 * 60 * 60_000)
  const why = 'Its maker set a new password by a link.'
  const all = { makerId: user.id, keys: roles, invitations: roles, since }
  const keys: string[] = []
  // In one order, so that two people who do this at once do not wait for each other.
  for (const workspaceId of await listSeats(tx, user.id)) {
    await tx.rows(become({ workspaceId, userId: user.id }))
    await holdWorkspace(tx, workspaceId)
    const made = await listMade(tx, workspaceId, user.id, since)
    if (made.length > 0) await setReviewSince(tx, user.id, since)
    const by = { ...byPerson(user, request), workspaceId }
    keys.push(...(await endMade(tx, workspaceId, all, { by, why, now })))
  }
  return keys
}
