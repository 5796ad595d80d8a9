import sql, { type Sql } from 'sql-template-tag'
import type { Db, Tx } from '../../platform/data/db.ts'

export type User = { id: string; name: string; email: string }

const columns = sql`u.id, u.name, u.email`

/** False when the e-mail is taken. */
export async function insertUser(tx: Tx, { id, name, email }: User, passwordHash: string, now: Date) {
  const inserted = await tx.rows(sql`
    insert into auth.users (id, name, email, password_hash, created_at)
    values (${id}, ${name}, ${email}, ${passwordHash}, ${now})
    on conflict (email) do nothing
    returning id`)
  return inserted.length > 0
}

export async function findUser(db: Db, id: string) {
  const [found] = await db.rows<User>(sql`select ${columns} from auth.users u where u.id = ${id}`)
  return found
}

/** By their address and the hash that is kept of their password, which stays the same until the transaction ends. */
export async function lockUserWith(tx: Tx, email: string, passwordHash: string) {
  const [found] = await tx.rows<User>(sql`
    select ${columns} from auth.users u where u.email = ${email} and u.password_hash = ${passwordHash} for update`)
  return found
}

type Credentials = User & {
  passwordHash: string
  deletedAt: string | null
  secondFactor: { sealedSecret: string; lastStep: number } | null
}

/** What a log-in is checked against; undefined also for an account that was deleted before `since`. */
export async function findCredentials(db: Db, email: string, since: Date) {
  const [found] = await db.rows<Credentials>(sql`
    select ${columns}, u.password_hash as "passwordHash", u.deleted_at as "deletedAt",
      (select json_build_object('sealedSecret', f.sealed_secret, 'lastStep', f.last_step)
        from auth.second_factors f where f.user_id = u.id and f.confirmed_at is not null) as "secondFactor"
    from auth.users u
    where u.email = ${email} and (u.deleted_at is null or u.deleted_at > ${since})`)
  return found
}

/**
 * What a log-in would be checked against now. Until the transaction ends the person changes neither it nor anything else:
 * docs/decisions/0027.
 */
export async function holdCredentials(tx: Tx, userId: string) {
  await holdUser(tx, userId)
  const [found] = await tx.rows<{
    passwordHash: string
    sealedSecret: string | null
    deletedAt: string | null
  }>(sql`
    select u.password_hash as "passwordHash", f.sealed_secret as "sealedSecret", u.deleted_at as "deletedAt"
    from auth.users u left join auth.second_factors f on f.user_id = u.id and f.confirmed_at is not null
    where u.id = ${userId}`)
  return found
}

/** Until the transaction ends nobody else acts as this person. */
export const holdUser = (tx: Tx, userId: string) =>
  tx.rows(sql`select from auth.users where id = ${userId} for no key update`)

/** Notes that somebody is told of guesses; undefined where they were told since then, or are nobody. */
export async function noteToldOfGuesses(
  tx: Tx,
  id: string,
  { now, unlessSince }: { now: Date; unlessSince: Date },
) {
  const [told] = await tx.rows<{ id: string; name: string }>(sql`
    update auth.users set told_of_guesses_at = ${now}
    where id = ${id} and (told_of_guesses_at is null or told_of_guesses_at <= ${unlessSince})
    returning id, name`)
  return told
}

export async function findPasswordHash(db: Db, userId: string) {
  const [found] = await db.rows<{ passwordHash: string }>(sql`
    select password_hash as "passwordHash" from auth.users where id = ${userId}`)
  return found?.passwordHash
}

/** Since when a person should look at what was made in their name; null when nobody asks. */
export async function findReviewSince(db: Db, userId: string) {
  const [found] = await db.rows<{ since: string | null }>(sql`
    select review_since as since from auth.users where id = ${userId}`)
  return found?.since ?? null
}

export const setReviewSince = (tx: Tx, userId: string, since: Date | null) =>
  tx.rows(sql`update auth.users set review_since = ${since} where id = ${userId}`)

export const setPassword = (tx: Tx, userId: string, passwordHash: string) =>
  tx.rows(sql`update auth.users set password_hash = ${passwordHash} where id = ${userId}`)

const isFree = (email: string | Sql) =>
  sql`not exists (select from auth.users other where other.email = ${email})`

/** Moves an account, and gives the address before; undefined when the new one has an account. */
export async function setEmail(tx: Tx, userId: string, email: string) {
  const [moved] = await tx.rows<{ before: string }>(sql`
    update auth.users u set email = ${email}, email_before = u.email
    where u.id = ${userId} and ${isFree(email)}
    returning old.email as before`)
  return moved?.before
}

/** Takes an account back to an address of before; false when that has another account by now. */
export async function takeEmailBack(tx: Tx, userId: string, email: string) {
  const taken = await tx.rows(sql`
    update auth.users u set email = ${email}, email_before = null
    where u.id = ${userId} and (u.email = ${email} or ${isFree(email)})
    returning u.id`)
  return taken.length > 0
}

/**
 * Sends the account of an address away: back to the one before or, where that has another account by now, to a name that
 * never is an address (RFC 2606, section 2). Undefined for an account that was never moved.
 */
export async function giveEmailBack(tx: Tx, email: string) {
  const [given] = await tx.rows<User>(sql`
    update auth.users u set email_before = null,
      email = case when ${isFree(sql`u.email_before`)} then u.email_before else u.id || '@moved.invalid' end
    where u.email = ${email} and u.email_before is not null
    returning ${columns}`)
  return given
}
