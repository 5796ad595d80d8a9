import { restorableSince } from '../../../contracts/restorable.ts'
import { become } from '../../platform/data/db.ts'
import { schedule } from '../../platform/lambda.ts'
import { log } from '../../platform/log.ts'
import { eraseUser, holdLongDeletedUser, listLongDeletedUsers } from '../accounts/removal.sql.ts'
import { type RemovalContext, removalContext } from '../context.ts'
import { graceMs } from '../removal-grace.ts'
import { deleteMember } from '../workspaces/members.sql.ts'
import {
  eraseWorkspace,
  holdLongDeletedWorkspace,
  listLongDeletedWorkspaces,
} from '../workspaces/removal.sql.ts'
import { listSeats } from '../workspaces/workspaces.sql.ts'

/** Workspaces, and accounts, of one run. Those that are left wait for the next night. */
const most = 500

/**
 * Removes workspaces and accounts for good that were deleted more than 30 days ago. Workspaces come first: an account
 * may still have a seat in one.
 * @throws AggregateError when some could not be removed, so that the alarm rings; the others are
 */
async function removeDeleted(context: RemovalContext) {
  const { db, clock } = context
  const before = new Date(restorableSince(clock()).getTime() - graceMs)
  const workspaces = await listLongDeletedWorkspaces(db, before, most)
  const users = await listLongDeletedUsers(db, before, most)
  const removed = [
    ...(await Promise.allSettled(workspaces.map((id) => removeWorkspace(id, before, context)))),
    ...(await Promise.allSettled(users.map((id) => removeUser(id, before, context)))),
  ]
  const failures = removed.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  log.info('removed', { workspaces: workspaces.length, users: users.length, failures: failures.length })
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} could not be removed`)
}

/** Other services hear of it first: were it gone before they had, nobody would tell them again. */
async function removeWorkspace(id: string, before: Date, { db, publish }: RemovalContext) {
  const workspace = db.of({ workspaceId: id })
  if (!(await workspace.transaction((tx) => holdLongDeletedWorkspace(tx, id, before)))) return
  await publish('workspace.removed', { workspaceId: id })
  await workspace.transaction(async (tx) => {
    if (await holdLongDeletedWorkspace(tx, id, before)) await eraseWorkspace(tx, id)
  })
}

const removeUser = (id: string, before: Date, { db }: RemovalContext) =>
  db.of({ userId: id }).transaction(async (tx) => {
    if (!(await holdLongDeletedUser(tx, id, before))) return
    for (const workspaceId of await listSeats(tx, id)) {
      await tx.rows(become({ workspaceId, userId: id }))
      await deleteMember(tx, workspaceId, id)
    }
    await eraseUser(tx, id)
  })

export const handler = schedule(removeDeleted, removalContext())
