import type { workspaceEndpoints } from '../../../contracts/workspaces.ts'
import { byPerson, record } from '../../audit/index.ts'
import { Conflict } from '../../platform/errors.ts'
import type { Handle } from '../../platform/http.ts'
import type { AuthContext } from '../context.ts'
import { findInvitation } from '../find-invitation.ts'
import { endInvitation } from '../invitations.sql.ts'
import { linkInvalid } from '../link-invalid.ts'
import { findUser } from '../users.sql.ts'
import { insertMember, listMemberships } from '../workspaces.sql.ts'

export const acceptInvitation: Handle<typeof workspaceEndpoints.acceptInvitation, AuthContext> = async (
  { actor, body: { token }, request },
  context,
) => {
  const { db, clock } = context
  const now = new Date(clock())
  const [invitation, user] = await Promise.all([findInvitation(token, context), findUser(db, actor.id)])
  const { id, workspaceId, role, dailyLimitPaise, email } = invitation
  if (user?.email !== email) {
    throw new Conflict(
      'invitation_for_other',
      'This invitation is for another e-mail address. Log in with that one.',
    )
  }
  await db.of({ workspaceId }).transaction(async (tx) => {
    if (!(await endInvitation(tx, workspaceId, id, now))) throw linkInvalid()
    if (!(await insertMember(tx, workspaceId, actor.id, { role, dailyLimitPaise }, now))) {
      throw new Conflict('already_member', 'You belong to this workspace already.')
    }
    const by = { ...byPerson(actor, request), workspaceId }
    await record(
      tx,
      by,
      { action: 'member.joined', subject: actor.id, after: { role, dailyLimitPaise } },
      now,
    )
  })
  const [membership] = await listMemberships(db, actor.id, workspaceId)
  if (!membership) throw linkInvalid()
  return membership
}
