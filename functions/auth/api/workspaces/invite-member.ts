import { invitationDays, type invitationEndpoints } from '../../../../contracts/auth/invitations.ts'
import { mostMembers } from '../../../../contracts/auth/workspaces.ts'
import { isManager } from '../../../../contracts/roles.ts'
import { byCaller, byPerson, record } from '../../../audit/index.ts'
import { Conflict } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { notify } from '../../accounts/notify.ts'
import type { AuthContext } from '../../context.ts'
import { limitMails } from '../../mail/limit-mails.ts'
import { insertInvitation } from '../../workspaces/invitations.sql.ts'
import { standingMembers } from '../../workspaces/members.sql.ts'
import { checkOwnership } from '../../workspaces/members.ts'

const dayMs = 24 * 60 * 60_000

export const inviteMember: Handle<typeof invitationEndpoints.inviteMember, AuthContext> = async (
  { actor, body: { email, role, dailyLimitPaise }, request },
  context,
) => {
  const { db, clock, newId, publish } = context
  const { workspaceId } = actor
  const now = clock()
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
    const members = await standingMembers(tx, workspaceId)
    checkOwnership(members, actor.id, [role])
    if (members.some((member) => member.email === email)) {
      throw new Conflict('already_member', 'This person belongs to the workspace already.')
    }
    if (members.length >= mostMembers) {
      throw new Conflict('too_many', `There are ${mostMembers} members already. Take somebody out first.`)
    }
    await insertInvitation(tx, workspaceId, invitation, actor.id)
    const after = { email, role, dailyLimitPaise }
    const change = { action: 'invitation.made' as const, subject: invitation.id, after }
    await record(tx, byCaller(actor, request), change, new Date(now))
    if (isManager(role)) {
      const own = { action: 'user.manager_named' as const, subject: invitation.id, after: { email, role } }
      await record(tx, byPerson(actor, request), own, new Date(now))
    }
  })
  await publish('invitation.made', { workspaceId, invitationId: invitation.id })
  if (isManager(role)) await notify(actor.id, 'manager_named', context)
  return invitation
}
