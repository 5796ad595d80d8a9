import { invitationDays, type invitationEndpoints } from '../../../../contracts/invitations.ts'
import { byCaller, record } from '../../../audit/index.ts'
import { Conflict } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'
import { limitMails } from '../../mail/limit-mails.ts'
import { insertInvitation } from '../../workspaces/invitations.sql.ts'
import { lockMembers } from '../../workspaces/members.sql.ts'
import { checkOwnership } from '../../workspaces/members.ts'

const dayMs = 24 * 60 * 60_000

export const inviteMember: Handle<typeof invitationEndpoints.inviteMember, AuthContext> = async (
  { actor, body: { email, role, dailyLimitPaise }, request },
  context,
) => {
  const { db, clock, newId, publish } = context
  const { workspaceId } = actor
  const now = clock()
  checkOwnership(actor, [role])
  const { address } = request
  await limitMails({ kind: 'invitation', email, address, personId: actor.id, workspaceId }, context)
  const invitation = {
    id: newId('inv'),
    email,
    role,
    dailyLimitPaise: dailyLimitPaise ?? null,
    invitedBy: actor.name,
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + invitationDays * dayMs).toISOString(),
  }
  await db.transaction(async (tx) => {
    // Two invitations of one address at once would both find no earlier one to end.
    const members = await lockMembers(tx, workspaceId)
    if (members.some((member) => member.email === email)) {
      throw new Conflict('already_member', 'This person belongs to the workspace already.')
    }
    await insertInvitation(tx, workspaceId, invitation, actor.id)
    const after = { email, role, dailyLimitPaise }
    const change = { action: 'invitation.made' as const, subject: invitation.id, after }
    await record(tx, byCaller(actor, request), change, new Date(now))
  })
  await publish('invitation.made', { workspaceId, invitationId: invitation.id })
  return invitation
}
