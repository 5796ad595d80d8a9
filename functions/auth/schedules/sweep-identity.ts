import { schedule } from '../../platform/lambda.ts'
import { sweepLinks } from '../accounts/links.sql.ts'
import { type SweepContext, sweepContext } from '../context.ts'
import { sweepMailClaims } from '../mail/claims.sql.ts'
import { sweepSessions } from '../sessions/sessions.sql.ts'

/** Longer than an event is tried again. */
const mailsKeptMs = 7 * 24 * 60 * 60_000

/** Forgets what has expired: sessions, refresh tokens, links. And mails that were sent long ago. */
async function sweepIdentity({ db, clock }: SweepContext) {
  await sweepSessions(db, new Date(clock()))
  await sweepLinks(db, new Date(clock()))
  await sweepMailClaims(db, new Date(clock() - mailsKeptMs))
}

export const handler = schedule(sweepIdentity, sweepContext())
