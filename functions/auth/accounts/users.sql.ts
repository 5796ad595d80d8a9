import sql from 'sql-template-tag'
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
  secondFactor: { sealedSecret: string; lastStep: number } | null
  /** Whether a session was used from this address since then. */
  known: boolean
}

/** What a log-in is checked against. */
export async function findCredentials(db: Db, email: string, address: string, since: Date) {
  const [found] = await db.rows<Credentials>(sql`
    select ${columns}, u.password_hash as "passwordHash",
      (select json_build_object('sealedSecret', f.sealed_secret, 'lastStep', f.last_step)
        from auth.second_factors f where f.user_id = u.id and f.confirmed_at is not null) as "secondFactor",
      exists (select from auth.sessions s
        where s.user_id = u.id and s.address = ${address} and s.last_used_at > ${since}) as known
    from auth.users u
    where u.email = ${email}`)
  return found
}

/**
 * What a log-in would be checked against now. Until the transaction ends the person changes neither it nor anything else:
 * docs/decisions/0027.
 */
export async function holdCredentials(tx: Tx, userId: string) {
  await holdUser(tx, userId)
  const [found] = await tx.rows<{ passwordHash: string; sealedSecret: string | null }>(sql`
    select u.password_hash as "passwordHash", f.sealed_secret as "sealedSecret"
    from auth.users u left join auth.second_factors f on f.user_id = u.id and f.confirmed_at is not null
    where u.id = ${userId}`)
  return found
}

/** Until the transaction ends nobody else acts as this person. */
export const holdUser = (tx: Tx, userId: string) =>
  tx.rows(sql`select from auth.users where id = ${userId} for no key update`)

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

/** The address before; undefined when the new one is another account's. */
export async function setEmail(tx: Tx, userId: string, email: string) {
  const [changed] = await tx.rows<{ before: string }>(sql`
    update auth.users u set email = ${email} from auth.users before
    where u.id = ${userId} and before.id = u.id
      and not exists (select from auth.users other where other.email = ${email} and other.id <> ${userId})
    returning before.email as before`)
  return changed?.before
}
