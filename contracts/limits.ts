import type { Tier } from './roles.ts'

/** A bucket that holds `burst` requests and is filled again at so many a second. */
export type Limit = { burst: number; perSecond: number }

/**
 * Of one address, for what needs no token, and for tokens that were refused. An office, or a whole quarter behind its
 * telephone company, shares one address; who guesses passwords is slowed down by other means.
 */
export const addressLimit: Limit = { burst: 300, perSecond: 5 }

/** Of one person or key, by the tier of the workspace that they act in. A page that polls asks every two seconds. */
export const callerLimits: Record<Tier, Limit> = {
  starter: { burst: 60, perSecond: 5 },
  growth: { burst: 120, perSecond: 10 },
  business: { burst: 240, perSecond: 20 },
}
