import type { Limit } from '../../../contracts/limits.ts'
import { hashSecret } from '../../platform/crypto/ids.ts'
import type { RequestInfo } from '../../platform/http/actor.ts'
import { networkOf } from '../../platform/limits/limiter.ts'
import { log } from '../../platform/log.ts'
import type { AuthContext } from '../context.ts'
import { insertLink, type NewLink } from './links.sql.ts'

/** A link in a mail works for an hour; one that makes an account, for a day. */
const lifeMs = { register: 24 * 60 * 60_000, reset: 60 * 60_000, change_email: 60 * 60_000 }

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
export async function requestLink(
  wanted: Wanted,
  { address }: RequestInfo,
  { db, clock, newId, limiter, publish }: AuthContext,
) {
  const now = clock()
  const mailbox = `mail/${wanted.kind}/${hashSecret(wanted.email)}`
  const own = await limiter.take(`${mailbox}/${networkOf(address)}`, perAsker, now)
  const { allowed } = own.allowed ? await limiter.take(mailbox, perMailbox, now) : own
  if (!allowed) return log.warn('too many mails to one address')
  const id = newId('lnk')
  const expiresAt = new Date(now + lifeMs[wanted.kind])
  await db.transaction((tx) => insertLink(tx, { ...wanted, id, createdAt: new Date(now), expiresAt }))
  await publish('link.requested', { linkId: id })
}
