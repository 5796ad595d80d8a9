import type { EventDetail } from '../../../contracts/events.ts'
import { hashSecret } from '../../platform/crypto/ids.ts'
import { subscriber } from '../../platform/lambda.ts'
import { linkLifeMs } from '../accounts/link-life.ts'
import { findUnsentLink, markLinkSent, setLinkToken, type UnsentLink } from '../accounts/links.sql.ts'
import { type MailerContext, mailerContext } from '../context.ts'
import { deliver } from '../mail/deliver.ts'
import { mailOnce } from '../mail/mail-once.ts'
import type { Mail } from '../mail/mails.ts'

/** Makes the token of a link and mails it. Nobody without an account gets a reset, nobody with one a second account. */
async function sendLink({ linkId }: EventDetail<'link.requested'>, context: MailerContext) {
  const { env, db, clock, newSecret } = context
  const link = await findUnsentLink(db, linkId, new Date(clock()))
  if (!link) return true
  const token = newSecret()
  await setLinkToken(db, linkId, hashSecret(token), new Date(clock() + linkLifeMs[link.kind]))
  const mail = letter(link, env.APP_ORIGIN, token)
  if (mail && !(await deliver(link.email, mail, context))) return false
  await markLinkSent(db, linkId, new Date(clock()))
  return true
}

/** Undefined where there is nobody to write to. */
function letter({ kind, taken, moved }: UnsentLink, origin: string, token: string): Mail | undefined {
  const url = (page: string) => `${origin}/${page}#token=${token}`
  switch (kind) {
    case 'reset':
      return taken ? { kind, url: url('reset') } : undefined
    case 'change_email':
      return taken ? undefined : { kind, url: url('new-address') }
    case 'take_back':
      return { kind, url: url('take-back') }
    case 'give_back':
      return { kind, url: url('give-back') }
    case 'register':
      if (moved) return { kind: 'account_moved_here', url: url('give-back') }
      return taken ? { kind: 'account_exists', url: `${origin}/login` } : { kind, url: url('verify') }
  }
}

const sendOnce = mailOnce(({ linkId }) => linkId, sendLink)

export const handler = subscriber('link.requested', sendOnce, mailerContext())
