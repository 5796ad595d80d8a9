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

export async function findPasswordHash(db: Db, userId: string) {
  const [found] = await db.rows<{ passwordHash: string }>(sql`
    select password_hash as "passwordHash" from auth.users where id = ${userId}`)
  return found?.passwordHash
}

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
