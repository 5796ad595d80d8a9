import type { accountDeletionEndpoints } from '../../../../contracts/auth/account-deletion.ts'
import { restorableUntil } from '../../../../contracts/restorable.ts'
import { byPerson, record } from '../../../audit/index.ts'
import { Unauthorized } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { markUserDeleted } from '../../accounts/deleted.sql.ts'
import { giveUpWorkspaces } from '../../accounts/give-up-workspaces.ts'
import { notify } from '../../accounts/notify.ts'
import { findUser } from '../../accounts/users.sql.ts'
import type { AuthContext } from '../../context.ts'
import { tellEnded } from '../../sessions/end-sessions.ts'
import { endSessions } from '../../sessions/sessions.sql.ts'
import { tellDeleted } from '../../workspaces/deleting.ts'

/**
 * Links of mails stay: to a new password, since it may be needed to come back, and to undo a move of the account, since
 * a thief may have deleted it after that. One to a new address counts in its session alone, which ends.
 */
export const deleteAccount: Handle<typeof accountDeletionEndpoints.deleteAccount, AuthContext> = async (
  { actor, request },
  context,
) => {
  const { db, clock } = context
  const now = new Date(clock())
  const { ended, deleted } = await db.transaction(async (tx) => {
    const user = await findUser(tx, actor.id)
    if (!user) throw new Unauthorized('This account is gone. Log in with another.')
    const { keys, deleted } = await giveUpWorkspaces(tx, user, request, now)
    await markUserDeleted(tx, user.id, now)
    const after = { restorableUntil: restorableUntil(now.toISOString()) }
    await record(tx, byPerson(user, request), { action: 'account.deleted', subject: user.id, after }, now)
    return { ended: [...(await endSessions(tx, user.id, {}, 'signed_out', now)), ...keys], deleted }
  })
  await tellEnded(ended, context)
  await tellDeleted(deleted, context)
  await notify(actor.id, 'account_deleted', context)
  return {}
}
