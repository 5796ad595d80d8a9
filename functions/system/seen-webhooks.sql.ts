import sql from 'sql-template-tag'
import type { Db } from '../platform/data/db.ts'

/** Forgets which events of vendors were taken before then. */
export const sweepSeen = (db: Db, before: Date) =>
  db.rows(sql`delete from webhooks.seen where seen_at < ${before}`)
