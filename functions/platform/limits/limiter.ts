import { isIP } from 'node:net'
import type { Limit } from '../../../contracts/limits.ts'
import { log } from '../log.ts'

export type Taken = {
  allowed: boolean
  limit: number
  remaining: number
  /** Until the bucket is full or, after a refusal, until the next request is let in. */
  resetSeconds: number
  /** After a refusal only. */
  retryAfterSeconds?: number
}

export type Limiter = {
  /** Loads what talks to DynamoDB before anybody asks. */
  open(): void
  take(key: string, limit: Limit, now: number): Promise<Taken>
}

/** Rounded up to whole milliseconds, so that sums are exact and a limit is never exceeded. */
const intervalOf = ({ perSecond }: Limit) => Math.ceil(1000 / perSecond)

const loadTable = () => import('../aws/limits-table.ts')

/**
 * Token buckets in DynamoDB, shared by all functions. `key` names the bucket, `now` is in ms.
 * While DynamoDB is away every request is let in, with a warning in the log: a limiter that is down must not take the
 * product down. A key that DynamoDB itself slows, at a thousand requests a second, is refused.
 * @throws what AWS says of our own mistakes, a missing grant or table
 */
export const createLimiter = (table: string): Limiter => ({
  open: () => void loadTable().catch(() => undefined),
  take: async (key, limit, now) => {
    const { takeToken, troubleOf } = await loadTable()
    const { burst } = limit
    const intervalMs = intervalOf(limit)
    try {
      const { allowed, tat } = await takeToken(table, `bucket#${key}`, { now, intervalMs, burst })
      return allowed ? admitted(tat, limit, now) : refused(tat, limit, now)
    } catch (error) {
      const trouble = troubleOf(error)
      if (trouble === 'mistake') throw error
      log.warn('limits do not answer', { trouble, cause: error instanceof Error ? error.name : undefined })
      return trouble === 'away' ? admitted(now, limit, now) : refused(now, limit, now)
    }
  },
})

/** `tat` (ms) is when the bucket will be full. */
function admitted(tat: number, limit: Limit, now: number): Taken {
  const fullInMs = Math.max(0, tat - now)
  const remaining = Math.max(0, Math.floor(limit.burst - fullInMs / intervalOf(limit)))
  return { allowed: true, limit: limit.burst, remaining, resetSeconds: Math.ceil(fullInMs / 1000) }
}

function refused(tat: number, limit: Limit, now: number): Taken {
  const waitMs = tat - now - (limit.burst - 1) * intervalOf(limit)
  const seconds = Math.max(1, Math.ceil(waitMs / 1000))
  return {
    allowed: false,
    limit: limit.burst,
    remaining: 0,
    resetSeconds: seconds,
    retryAfterSeconds: seconds,
  }
}

/** https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-06, in the three fields that clients know. */
export const rateLimitHeaders = (taken: Taken): Record<string, string> => ({
  'ratelimit-limit': String(taken.limit),
  'ratelimit-remaining': String(taken.remaining),
  'ratelimit-reset': String(taken.resetSeconds),
  ...(taken.retryAfterSeconds !== undefined && { 'retry-after': String(taken.retryAfterSeconds) }),
})

/** Whom to count an address as: an IPv6 address by its first 64 bits, since one household has them all (RFC 6177). */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  const [plain = ''] = address.split('%')
  if (isIP(plain) !== 6) return address
  // URL writes every IPv6 address in one way: https://url.spec.whatwg.org/#concept-ipv6-serializer
  const [head = [], tail = []] = new URL(`http://[${plain}]`).hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter(Boolean))
  const zeros = Array(8 - head.length - tail.length).fill('0')
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(':')}::/64`
}
