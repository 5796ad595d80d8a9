import type { invitationEndpoints } from '../../../../contracts/auth/invitations.ts'
import { byCaller, record } from '../../../audit/index.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'
import { endInvitation } from '../../workspaces/invitations.sql.ts'

export const withdrawInvitation: Handle<typeof invitationEndpoints.withdrawInvitation, AuthContext> = async (
  { actor, params: { id }, request },
  { db, clock },
) => {
  const now = new Date(clock())
  await db.transaction(async (tx) => {
    const email = await endInvitation(tx, actor.workspaceId, id, now)
    if (!email) throw new NotFound('There is no such invitation any more.')
    const change = { action: 'invitation.withdrawn' as const, subject: id, before: { email } }
    await record(tx, byCaller(actor, request), change, now)
  })
  return {}
}
