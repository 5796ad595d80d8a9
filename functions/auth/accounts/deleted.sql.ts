import sql from 'sql-template-tag'
import type { Db, Tx } from '../../platform/data/db.ts'

export const markUserDeleted = (tx: Tx, userId: string, now: Date) =>
  tx.rows(sql`update auth.users set deleted_at = ${now} where id = ${userId}`)

export const unmarkUserDeleted = (tx: Tx, userId: string) =>
  tx.rows(sql`update auth.users set deleted_at = null where id = ${userId}`)

/** When an account was deleted, ISO 8601; null or undefined for one that is not. */
export async function findDeletedAt(db: Db, userId: string) {
  const [found] = await db.rows<{ deletedAt: string | null }>(sql`
    select deleted_at as "deletedAt" from auth.users where id = ${userId}`)
  return found?.deletedAt
}
