import type { EventDetail } from '../../../contracts/events.ts'
import { subscriber } from '../../platform/lambda.ts'
import { findUser } from '../accounts/users.sql.ts'
import { type MailerContext, mailerContext } from '../context.ts'
import { deliver } from '../mail/deliver.ts'
import { mailOnce } from '../mail/mail-once.ts'

/** Tells somebody what was done to their account, in case it was not them. */
async function sendSecurityNotice(
  { userId, notice }: EventDetail<'security.noticed'>,
  context: MailerContext,
) {
  const user = await findUser(context.db, userId)
  if (!user) return true
  const url = `${context.env.APP_ORIGIN}/settings/security`
  return deliver(user.email, { kind: notice, url }, context)
}

const sendOnce = mailOnce((_notice, eventId) => eventId, sendSecurityNotice)

export const handler = subscriber('security.noticed', sendOnce, mailerContext())
