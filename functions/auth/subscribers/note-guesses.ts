import type { EventDetail } from '../../../contracts/events.ts'
import { record } from '../../audit/index.ts'
import { subscriber } from '../../platform/lambda.ts'
import { noteToldOfGuesses } from '../accounts/users.sql.ts'
import { type SweepContext, sweepContext } from '../context.ts'

/** Guesses of so long are one entry, however often the event comes. */
const oneEntryMs = 12 * 60 * 60_000

/** Writes down for a person that somebody guesses at their password or codes. */
async function noteGuesses({ userId, network }: EventDetail<'login.slowed'>, { db, clock }: SweepContext) {
  if (!userId) return
  const now = new Date(clock())
  await db.of({ userId }).transaction(async (tx) => {
    const user = await noteToldOfGuesses(tx, userId, {
      now,
      unlessSince: new Date(now.getTime() - oneEntryMs),
    })
    if (!user) return
    const by = { ...user, kind: 'system' as const, workspaceId: null, requestId: null, address: network }
    await record(tx, by, { action: 'session.guessed', subject: user.id }, now)
  })
}

export const handler = subscriber('login.slowed', noteGuesses, sweepContext())
