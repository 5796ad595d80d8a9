import type { EventDetail } from '../../../contracts/events.ts'
import { hashSecret } from '../../platform/crypto/ids.ts'
import { subscriber } from '../../platform/lambda.ts'
import { type MailerContext, mailerContext } from '../context.ts'
import { deliver } from '../mail/deliver.ts'
import { mailOnce } from '../mail/mail-once.ts'
import { invitationToken } from '../workspaces/find-invitation.ts'
import {
  findUnsentInvitation,
  markInvitationSent,
  setInvitationToken,
} from '../workspaces/invitations.sql.ts'

async function sendInvitation(
  { workspaceId, invitationId }: EventDetail<'invitation.made'>,
  context: MailerContext,
) {
  const { env, clock, newSecret } = context
  const db = context.db.of({ workspaceId })
  const invitation = await findUnsentInvitation(db, workspaceId, invitationId, new Date(clock()))
  if (!invitation) return true
  const token = invitationToken(workspaceId, newSecret())
  await setInvitationToken(db, workspaceId, invitationId, hashSecret(token))
  const { email, ...names } = invitation
  const url = `${env.APP_ORIGIN}/invitation#token=${token}`
  if (!(await deliver(email, { kind: 'invitation', url, ...names }, context))) return false
  await markInvitationSent(db, workspaceId, invitationId, new Date(clock()))
  return true
}

const sendOnce = mailOnce(({ invitationId }) => invitationId, sendInvitation)

export const handler = subscriber('invitation.made', sendOnce, mailerContext())
