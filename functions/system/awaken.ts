import { setTimeout } from 'node:timers/promises'
import { isLost } from '../platform/data/connection.ts'
import type { Db } from '../platform/data/db.ts'
import { asError, log } from '../platform/log.ts'
import { askDatabase } from './health.sql.ts'

/**
 * A call wakes an Aurora that has paused itself. It takes about 15 s, and 30 s and more after a day of sleep; until then
 * connections are refused or run into their timeout.
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html
 */
const patienceMs = 3 * 60_000
const pauseMs = 2_000

/**
 * Waits until the database answers.
 * @throws what kept it from answering for three minutes; at once, what it refuses for another reason than being away
 */
export async function awaken(db: Db, clock: () => number): Promise<void> {
  const until = clock() + patienceMs
  for (;;) {
    try {
      await askDatabase(db)
      return
    } catch (error) {
      if (!isLost(error) || clock() >= until) throw error
      log.warn('the database does not answer yet', asError(error))
    }
    await setTimeout(pauseMs)
  }
}
