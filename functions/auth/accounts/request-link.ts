import type { Limit } from '../../../contracts/limits.ts'
import { hashSecret } from '../../platform/crypto/ids.ts'
import type { Db } from '../../platform/data/db.ts'
import type { RequestInfo } from '../../platform/http/actor.ts'
import { networkOf } from '../../platform/limits/limiter.ts'
import { asError, log } from '../../platform/log.ts'
import type { AuthContext } from '../context.ts'
import { insertLink, type NewLink } from './links.sql.ts'

const hour = 60 * 60_000
const day = 24 * hour

/** How long the link of a mail works, from when the mail is sent. What undoes a move works for some days. */
export const lifeMs: Record<NewLink['kind'], number> = {
  register: day,
  reset: hour,
  change_email: hour,
  take_back: 7 * day,
  give_back: 7 * day,
}

/** Mails of one kind that somebody has sent to one address at most: nobody uses up what another may ask for. */
const perAsker: Limit = { burst: 5, perSecond: 1 / 600 }
/** And that the address gets from everybody together. */
const perMailbox: Limit = { burst: 50, perSecond: 1 / 600 }

type Wanted = NewLink extends infer L
  ? L extends NewLink
    ? Omit<L, 'id' | 'createdAt' | 'expiresAt'>
    : never
  : never

/** Has a mail with a link sent. The mail itself is made later, so that the time taken tells nothing of the account. */
export async function requestLink(wanted: Wanted, { address }: RequestInfo, context: AuthContext) {
  const { db, clock, limiter, publish } = context
  const mailbox = `mail/${wanted.kind}/${hashSecret(wanted.email)}`
  const own = await limiter.take(`${mailbox}/${networkOf(address)}`, perAsker, clock())
  const { allowed } = own.allowed ? await limiter.take(mailbox, perMailbox, clock()) : own
  if (!allowed) return log.warn('too many mails to one address')
  await publish('link.requested', { linkId: await makeLink(db, wanted, context) })
}

/** Gives the id of a link that waits for its mail. */
export async function makeLink(
  db: Db,
  wanted: Wanted,
  { clock, newId }: Pick<AuthContext, 'clock' | 'newId'>,
) {
  const id = newId('lnk')
  const expiresAt = new Date(clock() + lifeMs[wanted.kind])
  await insertLink(db, { ...wanted, id, createdAt: new Date(clock()), expiresAt })
  return id
}

/** Has the mails sent that tell of what was done. It is done: a mail that gets lost fails nobody. */
export async function mailLinks(linkIds: string[], { publish }: Pick<AuthContext, 'publish'>) {
  const mails = linkIds.map((linkId) => publish('link.requested', { linkId }))
  await Promise.all(mails).catch((error: unknown) => log.error('a link is lost', asError(error)))
}
