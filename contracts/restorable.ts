/** Days in which what was deleted can be restored. The policies `due` (migration 21) and `long_deleted` (22) say the same. */
export const restorableDays = 30

const restorableMs = restorableDays * 24 * 60 * 60_000

/** Until when that is, of what was deleted then. Both are ISO 8601. */
export const restorableUntil = (deletedAt: string): string =>
  new Date(Date.parse(deletedAt) + restorableMs).toISOString()

/** What was deleted before then is gone, whether or not it was removed yet. `now` is in ms. */
export const restorableSince = (now: number): Date => new Date(now - restorableMs)
