import sql from 'sql-template-tag'
import type { Db, Tx } from '../data/db.ts'

/** A vendor's event, once for each workspace that it concerns. */
type Seen = { vendor: string; key: string }

/**
 * Notes an event, unless it is known. While another transaction takes the same one, this waits for its end. `new`: it
 * is ours to take. `changed`: taken, but what should follow has not. `followed`: nothing is left to do.
 */
export async function noteSeen(tx: Tx, { vendor, key }: Seen, now: Date) {
  const inserted = await tx.rows(sql`
    insert into webhooks.seen (vendor, key, seen_at) values (${vendor}, ${key}, ${now})
    on conflict do nothing returning key`)
  if (inserted.length > 0) return 'new'
  const [known] = await tx.rows<{ followed: boolean }>(
    sql`select followed from webhooks.seen where vendor = ${vendor} and key = ${key}`,
  )
  return known?.followed ? 'followed' : 'changed'
}

export const noteFollowed = (db: Db, { vendor, key }: Seen) =>
  db.rows(sql`update webhooks.seen set followed = true where vendor = ${vendor} and key = ${key}`)
