import sql, { join } from 'sql-template-tag'
import type { Tx } from '../../platform/data/db.ts'

/** What was asked for on one day. `subject` is a workspace, a person, or the whole stage. */
export type Asked = { subject: string; pictures: number; costMicroUsd: bigint }

/**
 * Adds to what each of `subjects` asked for on `day` (`2026-11-29`), and gives what that makes. The rows are held until the
 * transaction ends, in the order of `subjects`: those that fewer share come first, so that two never wait for each other.
 */
export async function addAsked(
  tx: Tx,
  subjects: readonly string[],
  day: string,
  { pictures, costMicroUsd }: { pictures: number; costMicroUsd: number },
): Promise<Asked[]> {
  const rows = subjects.map(
    (subject) => sql`(${subject}, ${day}::date, ${pictures}::integer, ${costMicroUsd}::bigint)`,
  )
  return tx.rows<Asked>(sql`
    insert into creative.asked as a (subject, day, pictures, cost_micro_usd) values ${join(rows)}
    on conflict (subject) do update set day = excluded.day,
      pictures = case when a.day = excluded.day then a.pictures else 0 end + excluded.pictures,
      cost_micro_usd = case when a.day = excluded.day then a.cost_micro_usd else 0 end + excluded.cost_micro_usd
    returning subject, pictures, cost_micro_usd as "costMicroUsd"`)
}
