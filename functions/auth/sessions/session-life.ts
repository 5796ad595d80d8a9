/**
 * A session ends so long after it was opened, however often it is renewed: what somebody stole goes on for no longer.
 * https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#absolute-timeout
 */
export const sessionMs = 180 * 24 * 60 * 60_000

/** A session that was opened until then has ended. */
export const endedIfOpenedBy = (now: Date): Date => new Date(now.getTime() - sessionMs)
