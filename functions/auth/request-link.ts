import type { Limit } from '../../contracts/limits.ts'
import { hashSecret } from '../platform/ids.ts'
import { log } from '../platform/log.ts'
import type { AuthContext } from './context.ts'
import { insertLink, type NewLink } from './links.sql.ts'

/** A link in a mail works for an hour; one that makes an account, for a day. */
const lifeMs = { register: 24 * 60 * 60_000, reset: 60 * 60_000, change_email: 60 * 60_000 }

/** Mails that one address gets from us at most, however often they are asked for. */
const mailLimit: Limit = { burst: 5, perSecond: 1 / 600 }

type Wanted = NewLink extends infer L
  ? L extends NewLink
    ? Omit<L, 'id' | 'createdAt' | 'expiresAt'>
    : never
  : never

/** Has a mail with a link sent. The mail itself is made later, so that the time taken tells nothing of the account. */
export async function requestLink(wanted: Wanted, { db, clock, newId, limiter, publish }: AuthContext) {
  const now = clock()
  const { allowed } = await limiter.take(`mail/${hashSecret(wanted.email)}`, mailLimit, now)
  if (!allowed) return log.warn('too many mails to one address')
  const id = newId('lnk')
  const expiresAt = new Date(now + lifeMs[wanted.kind])
  await insertLink(db, { ...wanted, id, createdAt: new Date(now), expiresAt })
  await publish('link.requested', { linkId: id })
}
