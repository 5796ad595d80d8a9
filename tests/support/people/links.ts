import type { Cloud } from '../../../local/cloud.ts'
import { eventually } from '../eventually.ts'
import { asSuperuser } from './accounts.ts'

type Inbox = Pick<Cloud, 'mailbox'>
type Mail = Awaited<ReturnType<Cloud['mailbox']>>[number]

/** Every mail that somebody got so far, the oldest first. */
export const mailsTo = async ({ mailbox }: Inbox, email: string): Promise<Mail[]> =>
  (await mailbox()).filter(({ to }) => to.includes(email))

/** Waits until somebody has so many mails with these words in the subject, and gives them. */
export const mailsAbout = (inbox: Inbox, email: string, subject: string | RegExp, count = 1) =>
  eventually(
    async () => (await mailsTo(inbox, email)).filter((mail) => new RegExp(subject).test(mail.subject)),
    (mails) => mails.length >= count,
  )

/** The token of the link in a mail; empty for a mail without one. */
export const tokenIn = ({ text }: Mail): string => /#token=(\S+)/.exec(text)?.[1] ?? ''

/** Waits for the newest mail about something, and gives the token of its link. */
export async function mailedToken(inbox: Inbox, email: string, subject: string | RegExp, count = 1) {
  const mails = await mailsAbout(inbox, email, subject, count)
  return tokenIn(mails[mails.length - 1] as Mail)
}

/** A token as long as any, which no link ever had. */
export const madeUpToken = 'A'.repeat(43)

/** Lets every link that this address got be too old. */
export const expireLinks = ({ databaseUrl }: Pick<Cloud, 'databaseUrl'>, email: string) =>
  asSuperuser(
    databaseUrl,
    `update auth.links set expires_at = now() - interval '1 second' where email = $1`,
    [email],
  )
