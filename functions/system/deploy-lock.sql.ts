import { setTimeout } from 'node:timers/promises'
import sql from 'sql-template-tag'
import type { Database, DbSession } from '../platform/data/db.ts'

/** Any number that nobody else uses. */
const lockNumber = 4_711_001

/** Runs `work` while no other deployment does: two that change a role at the same moment both fail. */
export const withDeployLock = <T>(db: Database, work: (session: DbSession) => Promise<T>): Promise<T> =>
  db.session(async (session) => {
    await takeLock(session)
    try {
      return await work(session)
    } finally {
      await session.query(sql`select pg_advisory_unlock(${lockNumber})`)
    }
  })

/** Asks again and again: a lock that waits would be waited for by CREATE INDEX CONCURRENTLY, and it by that. */
async function takeLock(session: DbSession) {
  for (;;) {
    const { rows } = await session.query(sql`select pg_try_advisory_lock(${lockNumber}) as locked`)
    if (rows[0]?.locked) return
    await setTimeout(200)
  }
}
