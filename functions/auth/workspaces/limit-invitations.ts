import type { Limit } from '../../../contracts/limits.ts'
import { hashSecret } from '../../platform/crypto/ids.ts'
import { LimitExceeded } from '../../platform/errors.ts'
import { rateLimitHeaders } from '../../platform/limits/limiter.ts'
import type { AuthContext } from '../context.ts'

const day = 24 * 60 * 60

/** The mail that invites has words of the inviter's choice, so nobody may send many of them in our name. */
const perWorkspace: Limit = { burst: 50, perSecond: 50 / day }
const perMailbox: Limit = { burst: 5, perSecond: 5 / day }

/** @throws LimitExceeded when a workspace has invited many, or an address was invited often, from wherever */
export async function limitInvitations(
  workspaceId: string,
  email: string,
  { limiter, clock }: Pick<AuthContext, 'limiter' | 'clock'>,
) {
  const buckets: [key: string, limit: Limit][] = [
    [`invitations/${workspaceId}`, perWorkspace],
    [`mail/invitation/${hashSecret(email)}`, perMailbox],
  ]
  for (const [key, limit] of buckets) {
    const taken = await limiter.take(key, limit, clock())
    if (taken.allowed) continue
    const message = 'That is as many invitations as we send in a day. Invite the others tomorrow.'
    throw new LimitExceeded('limit_exceeded', message, rateLimitHeaders(taken))
  }
}
