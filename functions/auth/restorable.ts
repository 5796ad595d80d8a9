import { restorableMs } from '../../contracts/auth/account-deletion.ts'

/** What was deleted before then is gone, whether or not it was removed yet. `now` is in ms. */
export const restorableSince = (now: number): Date => new Date(now - restorableMs)

/** Removal begins so much later: then no restoring that was asked for in time can still be under way. */
export const graceMs = 60 * 60_000
