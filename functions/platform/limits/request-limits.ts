import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { addressLimit, callerLimits, type Limit } from '../../../contracts/limits.ts'
import type { Tier } from '../../../contracts/roles.ts'
import { LimitExceeded } from '../errors.ts'
import { viewerAddress } from '../http/input.ts'
import { createLimiter, networkOf, rateLimitHeaders } from './limiter.ts'

export type RequestLimits = ReturnType<typeof createRequestLimits>

/** Each takes one request from a bucket and gives the headers that say how much is left. @throws LimitExceeded */
export function createRequestLimits(table: string, clock: () => number) {
  const limiter = createLimiter(table)
  limiter.open()
  /** Of this function alone: it says whom to watch, not whom to refuse. */
  const refused = new Set<string>()
  const callerKey = (id: string) => `caller/${id}`
  const take = async (key: string, limit: Limit) => {
    const taken = await limiter.take(key, limit, clock())
    const headers = rateLimitHeaders(taken)
    refused.delete(key)
    if (taken.allowed) return headers
    if (refused.size >= mostRefused) refused.clear()
    refused.add(key)
    const message = 'This was too much at once. Wait a moment, then go on.'
    throw new LimitExceeded('limit_exceeded', message, headers)
  }
  return {
    ofAddress: (event: APIGatewayProxyEventV2) =>
      take(`address/${networkOf(viewerAddress(event))}`, addressLimit),
    ofCaller: (id: string, tier: Tier) => take(callerKey(id), callerLimits[tier]),
    /** Whether this function refused the caller when they came last. */
    refusedLately: (id: string) => refused.has(callerKey(id)),
  }
}

/** Some kilobytes of memory. */
const mostRefused = 1000
