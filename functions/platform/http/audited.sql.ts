import sql from 'sql-template-tag'
import type { Tx } from '../data/db.ts'

/**
 * Rows that this connection has changed and PostgreSQL has not added to its statistics yet, which it does between
 * transactions: what the number grows by is what a transaction changes. A lock changes nothing.
 * https://www.postgresql.org/docs/18/monitoring-stats.html#MONITORING-STATS-VIEWS
 */
export async function countChanges(tx: Tx): Promise<number> {
  const [found] = await tx.rows<{ changes: number }>(sql`
    select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::integer as changes from pg_stat_xact_user_tables`)
  return found?.changes ?? 0
}
