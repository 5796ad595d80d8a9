import { sendMail } from '../../platform/aws/mail.ts'
import { log } from '../../platform/log.ts'
import { measure } from '../../platform/metrics.ts'
import type { MailerContext } from '../context.ts'
import { type Mail, mailOf } from './mails.ts'

/**
 * Sends a mail. False on a stage without a mail domain: it is logged, without what stands in it, and an alarm rings.
 * @throws what SES says when it does not take it
 */
export async function deliver(to: string, mail: Mail, { env }: MailerContext): Promise<boolean> {
  if (env.MAIL_FROM === undefined) {
    log.error('mail not sent', { mail: mail.kind })
    measure('mail_not_sent', 1, { mail: mail.kind })
    return false
  }
  await sendMail({ from: env.MAIL_FROM, to, ...mailOf(mail) })
  return true
}
