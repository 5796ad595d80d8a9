import sql from 'sql-template-tag'
import type { Db, Tx } from '../../platform/data/db.ts'

/** Ids of accounts that were deleted before then, the longest first. */
export async function listLongDeletedUsers(db: Db, before: Date, most: number): Promise<string[]> {
  const found = await db.rows<{ id: string }>(sql`
    select id from auth.users where deleted_at < ${before} order by deleted_at limit ${most}`)
  return found.map(({ id }) => id)
}

/** Until the transaction ends nobody restores it; false for one that was restored, or is gone. */
export async function holdLongDeletedUser(tx: Tx, userId: string, before: Date) {
  const held = await tx.rows(sql`
    select id from auth.users where id = ${userId} and deleted_at < ${before} for update`)
  return held.length > 0
}

/** Deletes an account that has no seat any more, with all that was its own. What it did stays in the audit. */
export async function eraseUser(tx: Tx, userId: string) {
  const sessions = sql`select id from auth.sessions where user_id = ${userId}`
  await tx.rows(sql`delete from auth.links where user_id = ${userId} or session_id in (${sessions})`)
  await tx.rows(sql`delete from auth.refresh_tokens where session_id in (${sessions})`)
  await tx.rows(sql`delete from auth.sessions where user_id = ${userId}`)
  await tx.rows(sql`delete from auth.recovery_codes where user_id = ${userId}`)
  await tx.rows(sql`delete from auth.second_factors where user_id = ${userId}`)
  await tx.rows(sql`delete from auth.users where id = ${userId}`)
}
