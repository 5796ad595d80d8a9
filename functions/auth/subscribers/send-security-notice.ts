import type { EventDetail } from '../../../contracts/events.ts'
import { subscriber } from '../../platform/lambda.ts'
import { findDeletedAt } from '../accounts/deleted.sql.ts'
import { findUser } from '../accounts/users.sql.ts'
import { type MailerContext, mailerContext } from '../context.ts'
import { deliver } from '../mail/deliver.ts'
import { mailOnce } from '../mail/mail-once.ts'
import type { Mail } from '../mail/mails.ts'
import { findDeletion } from '../workspaces/deleted.sql.ts'

type Noticed = EventDetail<'security.noticed'>

/** Tells somebody what was done to their account, in case it was not them. */
async function sendSecurityNotice(noticed: Noticed, context: MailerContext) {
  const user = await findUser(context.db, noticed.userId)
  const mail = user && (await letter(noticed, context))
  return mail ? deliver(user.email, mail, context) : true
}

/** Undefined for what was taken back meanwhile. */
async function letter(
  { userId, notice, workspaceId = '' }: Noticed,
  { db, env }: MailerContext,
): Promise<Mail | undefined> {
  if (notice === 'account_deleted') {
    const deletedAt = await findDeletedAt(db, userId)
    return deletedAt ? { kind: notice, url: `${env.APP_ORIGIN}/login`, deletedAt } : undefined
  }
  if (notice === 'workspace_deleted') {
    const found = await findDeletion(db.of({ workspaceId }), workspaceId)
    if (!found) return undefined
    const { name: workspaceName, deletedBy, deletedAt } = found
    const url = `${env.APP_ORIGIN}/settings/workspace`
    return { kind: notice, url, workspaceName, deletedBy: deletedBy ?? '', deletedAt }
  }
  return { kind: notice, url: `${env.APP_ORIGIN}/settings/security` }
}

const sendOnce = mailOnce((_notice, eventId) => eventId, sendSecurityNotice)

export const handler = subscriber('security.noticed', sendOnce, mailerContext())
