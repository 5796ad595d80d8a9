import sql from 'sql-template-tag'
import type { Db } from '../../platform/data/db.ts'

/** Claims a mail; false when it was sent, or somebody who claimed it after `lapsed` may still be sending it. */
export async function claimMail(db: Db, id: string, { now, lapsed }: { now: Date; lapsed: Date }) {
  const claimed = await db.rows(sql`
    insert into auth.mail_claims as c (id, claimed_at) values (${id}, ${now})
    on conflict (id) do update set claimed_at = ${now} where c.sent_at is null and c.claimed_at <= ${lapsed}
    returning id`)
  return claimed.length > 0
}

export const noteMailSent = (db: Db, id: string, now: Date) =>
  db.rows(sql`update auth.mail_claims set sent_at = ${now} where id = ${id}`)

export const giveMailBack = (db: Db, id: string) =>
  db.rows(sql`delete from auth.mail_claims where id = ${id} and sent_at is null`)

export const sweepMailClaims = (db: Db, before: Date) =>
  db.rows(sql`delete from auth.mail_claims where claimed_at < ${before}`)
