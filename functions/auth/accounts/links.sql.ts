import sql from 'sql-template-tag'
import type { Db, Tx } from '../../platform/data/db.ts'
import type { User } from './users.sql.ts'

type Purpose =
  | { kind: 'register'; name: string; workspaceName: string; passwordHash: string }
  | { kind: 'reset' }
  | { kind: 'change_email'; userId: string }

export type NewLink = { id: string; email: string; createdAt: Date; expiresAt: Date } & Purpose

/** Asks for a link; the mail, and with it the token, is made by the subscriber. */
export const insertLink = (tx: Tx, link: NewLink) =>
  tx.rows(sql`
    insert into auth.links (id, kind, email, user_id, name, workspace_name, password_hash, created_at, expires_at)
    values (${link.id}, ${link.kind}, ${link.email}, ${link.kind === 'change_email' ? link.userId : null},
      ${link.kind === 'register' ? link.name : null}, ${link.kind === 'register' ? link.workspaceName : null},
      ${link.kind === 'register' ? link.passwordHash : null}, ${link.createdAt}, ${link.expiresAt})`)

export type UnsentLink = {
  kind: NewLink['kind']
  email: string
  taken: boolean
}

/** A link that waits for its mail; `taken` when its address has an account. */
export async function findUnsentLink(db: Db, id: string, now: Date) {
  const [found] = await db.rows<UnsentLink>(sql`
    select l.kind, l.email, exists (select from auth.users u where u.email = l.email) as taken
    from auth.links l
    where l.id = ${id} and l.sent_at is null and l.used_at is null and l.expires_at > ${now}`)
  return found
}

export const setLinkToken = (db: Db, id: string, hash: string) =>
  db.rows(sql`update auth.links set token_hash = ${hash} where id = ${id} and used_at is null`)

export const markLinkSent = (db: Db, id: string, now: Date) =>
  db.rows(sql`update auth.links set sent_at = ${now} where id = ${id}`)

export type SpentLink = { email: string } & Purpose

/** The password that an account was asked for with; undefined for any link but an open one that makes an account. */
export async function findPasswordOfLink(db: Db, hash: string, now: Date) {
  const [found] = await db.rows<{ passwordHash: string }>(sql`
    select password_hash as "passwordHash" from auth.links
    where token_hash = ${hash} and kind = 'register' and used_at is null and expires_at > ${now}`)
  return found?.passwordHash
}

/** Whose password an open link sets anew; undefined for any other link. */
export async function findOwnerOfReset(db: Db, hash: string, now: Date) {
  const [found] = await db.rows<User>(sql`
    select u.id, u.name, u.email from auth.links l join auth.users u on u.email = l.email
    where l.token_hash = ${hash} and l.kind = 'reset' and l.used_at is null and l.expires_at > ${now}`)
  return found
}

/** Uses a link up; undefined for one that was used, has expired, was made up or is of another kind. */
export async function spendLink(tx: Tx, hash: string, kinds: NewLink['kind'][], now: Date) {
  const [spent] = await tx.rows<SpentLink>(sql`
    update auth.links set used_at = ${now}
    where token_hash = ${hash} and kind = any(${kinds}) and used_at is null and expires_at > ${now}
    returning kind, email, name, coalesce(workspace_name, name) as "workspaceName", password_hash as "passwordHash", user_id as "userId"`)
  return spent
}

/** Ends every link by which somebody could still take the account over: a new password, another address. */
export const dropLinks = (tx: Tx, user: { id: string; email: string }, now: Date) =>
  tx.rows(sql`
    update auth.links set used_at = ${now}
    where used_at is null and ((kind = 'reset' and email = ${user.email}) or user_id = ${user.id})`)

/** With them goes the password of an account that nobody confirmed. */
export const sweepLinks = (db: Db, before: Date) =>
  db.rows(sql`delete from auth.links where expires_at < ${before}`)
