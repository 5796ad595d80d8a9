import { stageDatabase } from '../../platform/data/db.ts'
import { readEnv } from '../../platform/env.ts'
import { schedule } from '../../platform/lambda.ts'
import { sweepEnv } from '../env.ts'
import { sweepSeen } from '../seen-webhooks.sql.ts'

/** Meta tries for 36 hours; from Razorpay's dashboard an event can be sent again for a week. */
const keptMs = 30 * 24 * 60 * 60_000

/** Forgets events of vendors that cannot come again. */
export const handler = schedule(
  async ({ db, clock }) => {
    await sweepSeen(db, new Date(clock() - keptMs))
  },
  { db: stageDatabase(readEnv(sweepEnv)), clock: Date.now },
)
