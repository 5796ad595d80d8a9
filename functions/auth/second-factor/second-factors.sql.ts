import sql from 'sql-template-tag'
import type { Db, Tx } from '../../platform/data/db.ts'

export type StoredFactor = { sealedSecret: string; lastStep: number; isOn: boolean; codesLeft: number }

export async function findSecondFactor(db: Db, userId: string) {
  const [found] = await db.rows<StoredFactor>(sql`
    select f.sealed_secret as "sealedSecret", f.last_step::integer as "lastStep", f.confirmed_at is not null as "isOn",
      (select count(*)::integer from auth.recovery_codes c
        where c.user_id = f.user_id and c.used_at is null) as "codesLeft"
    from auth.second_factors f where f.user_id = ${userId}`)
  return found
}

/** Keeps a secret that does not count yet; false when a confirmed one is there. */
export async function insertUnconfirmedSecret(tx: Tx, userId: string, sealedSecret: string) {
  const inserted = await tx.rows(sql`
    insert into auth.second_factors (user_id, sealed_secret) values (${userId}, ${sealedSecret})
    on conflict (user_id) do update set sealed_secret = excluded.sealed_secret
      where second_factors.confirmed_at is null
    returning user_id`)
  return inserted.length > 0
}

/** Turns on the secret that the code was of; false when it is on already, or another secret came meanwhile. */
export async function confirmSecret(
  tx: Tx,
  userId: string,
  { sealedSecret, step }: { sealedSecret: string; step: number },
  now: Date,
) {
  const confirmed = await tx.rows(sql`
    update auth.second_factors set confirmed_at = ${now}, last_step = ${step}
    where user_id = ${userId} and sealed_secret = ${sealedSecret} and confirmed_at is null
    returning user_id`)
  return confirmed.length > 0
}

/** False when a code of that step or a later one was taken before. */
export async function takeStep(tx: Tx, userId: string, step: number) {
  const taken = await tx.rows(sql`
    update auth.second_factors set last_step = ${step}
    where user_id = ${userId} and confirmed_at is not null and last_step < ${step}
    returning user_id`)
  return taken.length > 0
}

/** False for a code that was used or never was one. */
export async function takeRecoveryCode(tx: Tx, userId: string, hash: string, now: Date) {
  const taken = await tx.rows(sql`
    update auth.recovery_codes set used_at = ${now}
    where user_id = ${userId} and hash = ${hash} and used_at is null
    returning hash`)
  return taken.length > 0
}

export async function replaceRecoveryCodes(tx: Tx, userId: string, hashes: string[]) {
  // Two at once take turns, so that the codes of one of them are left and not of both.
  await tx.rows(sql`select from auth.second_factors where user_id = ${userId} for update`)
  await tx.rows(sql`delete from auth.recovery_codes where user_id = ${userId}`)
  await tx.rows(
    sql`insert into auth.recovery_codes (user_id, hash) select ${userId}, unnest(${hashes}::text[])`,
  )
}

/** Turns off a second factor that was turned on since then, or at any time; false when there was none. */
export async function deleteSecondFactor(tx: Tx, userId: string, since = new Date(0)) {
  const deleted = await tx.rows(sql`
    delete from auth.second_factors where user_id = ${userId} and confirmed_at >= ${since} returning user_id`)
  if (deleted.length === 0) return false
  await tx.rows(sql`delete from auth.recovery_codes where user_id = ${userId}`)
  return true
}
