import { schedule } from '../../platform/lambda.ts'
import { sweepLinks } from '../accounts/links.sql.ts'
import { type SweepContext, sweepContext } from '../context.ts'
import { sweepSessions } from '../sessions/sessions.sql.ts'

/** Forgets what has expired: sessions, refresh tokens, links. */
async function sweepIdentity({ db, clock }: SweepContext) {
  await sweepSessions(db, new Date(clock()))
  await sweepLinks(db, new Date(clock()))
}

export const handler = schedule(sweepIdentity, sweepContext())
