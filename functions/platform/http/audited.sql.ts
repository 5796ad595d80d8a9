import sql from 'sql-template-tag'
import type { Tx } from '../data/db.ts'

/**
 * Whether a transaction has changed a row, locked one to change it, or waited for another that did: PostgreSQL gives it
 * an id only then.
 * https://www.postgresql.org/docs/18/functions-info.html#FUNCTIONS-INFO-SNAPSHOT
 */
export async function hasChangedSomething(tx: Tx): Promise<boolean> {
  const [found] = await tx.rows<{ changed: boolean }>(
    sql`select pg_current_xact_id_if_assigned() is not null as changed`,
  )
  return found?.changed ?? false
}
