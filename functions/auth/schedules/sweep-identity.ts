import { schedule } from '../../platform/lambda.ts'
import { type SweepContext, sweepContext } from '../context.ts'
import { sweepLinks } from '../links.sql.ts'
import { sweepSessions } from '../sessions.sql.ts'

/** A link that has expired is still known for a week, so that its reader is told the right thing. */
const keepLinksMs = 7 * 24 * 60 * 60_000

/** Forgets what has expired: sessions, refresh tokens, links. */
async function sweepIdentity({ db, clock }: SweepContext) {
  await sweepSessions(db, new Date(clock()))
  await sweepLinks(db, new Date(clock() - keepLinksMs))
}

export const handler = schedule(sweepIdentity, sweepContext())
