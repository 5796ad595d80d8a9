import type { EventDetail } from '../../../contracts/events.ts'
import { sendMail } from '../../platform/aws/mail.ts'
import { subscriber } from '../../platform/lambda.ts'
import { findUser } from '../accounts/users.sql.ts'
import { type MailerContext, mailerContext } from '../context.ts'
import { mailOf } from '../mail/mails.ts'

/** Tells somebody what was done to their account, in case it was not them. */
async function sendSecurityNotice(
  { userId, notice }: EventDetail<'security.noticed'>,
  { env, db }: MailerContext,
) {
  const user = await findUser(db, userId)
  if (!user) return
  const mail = mailOf({ kind: notice, url: `${env.APP_ORIGIN}/settings/security` })
  await sendMail({ from: env.MAIL_FROM, to: user.email, ...mail })
}

export const handler = subscriber('security.noticed', sendSecurityNotice, mailerContext())
