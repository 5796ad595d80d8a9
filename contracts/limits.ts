import type { Tier } from './roles.ts'

/** A bucket that holds `burst` requests and is filled again at so many a second. */
export type Limit = { burst: number; perSecond: number }

/**
 * Of one address, for what needs no token, and for tokens that were refused. An office, or a whole quarter behind its
 * telephone company, shares one address; who guesses passwords is slowed down by other means.
 */
export const addressLimit: Limit = { burst: 300, perSecond: 5 }

/** Of one person, or of all keys of a workspace together, by the tier of the workspace that they act in. A page that polls asks every two seconds. */
export const callerLimits: Record<Tier, Limit> = {
  starter: { burst: 60, perSecond: 5 },
  growth: { burst: 120, perSecond: 10 },
  business: { burst: 240, perSecond: 20 },
}

/**
 * Pictures that a workspace may ask for on a day of India, that a person may in all their workspaces, and that are drawn for
 * a workspace at a time. A picture costs about 3.4 cents: a free account costs 3.40 USD a day at most.
 */
export const picturesOf: Record<Tier, { aDay: number; ofPersonADay: number; atOnce: number }> = {
  starter: { aDay: 100, ofPersonADay: 100, atOnce: 4 },
  growth: { aDay: 400, ofPersonADay: 800, atOnce: 8 },
  business: { aDay: 2000, ofPersonADay: 4000, atOnce: 16 },
}

const day = 24 * 60 * 60
const aDay = (count: number): Limit => ({ burst: count, perSecond: count / day })

/** How often somebody is told of guesses at their password or codes, whatever their number. */
export const guessesToldLimit = aDay(1)

/** How often somebody may set a new password from within their account. */
export const passwordChangeLimit: Limit = { burst: 3, perSecond: 3 / 3600 }

/**
 * Mails in our name to people who may never have asked for one: whoever has many sent writes to strangers. A network may
 * be a whole quarter of a town, so it is filled again soon; the stage has a limit since there are many networks.
 */
export const mailLimits = {
  person: aDay(50),
  workspace: aDay(50),
  network: { burst: 50, perSecond: 1 / 300 },
  stage: { burst: 2000, perSecond: 1 / 10 },
  /** Of one address: invitations, whose words are the inviter's choice. */
  invited: aDay(5),
  /** And of each other kind, from everybody together and from one network: nobody uses up what another may ask for. */
  mailbox: { burst: 50, perSecond: 1 / 600 },
  mailboxFromNetwork: { burst: 5, perSecond: 1 / 600 },
} as const satisfies Record<string, Limit>
