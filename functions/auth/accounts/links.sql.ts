import sql from 'sql-template-tag'
import type { Db, Tx } from '../../platform/data/db.ts'
import type { User } from './users.sql.ts'

type Purpose =
  | { kind: 'register'; name: string; workspaceName: string; passwordHash: string }
  | { kind: 'reset' }
  /** Only that session may follow it. */
  | { kind: 'change_email'; userId: string; sessionId: string }
  /** To the address that an account had before it was moved. */
  | { kind: 'take_back'; userId: string }
  /** To the address that it was moved to. */
  | { kind: 'give_back' }

export type NewLink = { id: string; email: string; createdAt: Date; expiresAt: Date } & Purpose

/** Asks for a link; the mail, and with it the token, is made by the subscriber. */
export const insertLink = (tx: Tx, link: NewLink) =>
  tx.rows(sql`
    insert into auth.links (id, kind, email, user_id, session_id, name, workspace_name, password_hash, created_at,
      expires_at)
    values (${link.id}, ${link.kind}, ${link.email}, ${'userId' in link ? link.userId : null},
      ${link.kind === 'change_email' ? link.sessionId : null}, ${link.kind === 'register' ? link.name : null},
      ${link.kind === 'register' ? link.workspaceName : null}, ${link.kind === 'register' ? link.passwordHash : null},
      ${link.createdAt}, ${link.expiresAt})`)

export type UnsentLink = {
  kind: NewLink['kind']
  email: string
  taken: boolean
  moved: boolean
}

/** A link that waits for its mail; `taken` when its address has an account, `moved` when that came from another. */
export async function findUnsentLink(db: Db, id: string, now: Date) {
  const [found] = await db.rows<UnsentLink>(sql`
    select l.kind, l.email, u.id is not null as taken, u.email_before is not null as moved
    from auth.links l left join auth.users u on u.email = l.email
    where l.id = ${id} and l.sent_at is null and l.used_at is null and l.expires_at > ${now}`)
  return found
}

/** Gives a link its token, and the time from when it is sent: the mail may have had to wait. */
export const setLinkToken = (db: Db, id: string, hash: string, expiresAt: Date) =>
  db.rows(sql`
    update auth.links set token_hash = ${hash}, expires_at = ${expiresAt} where id = ${id} and used_at is null`)

export const markLinkSent = (db: Db, id: string, now: Date) =>
  db.rows(sql`update auth.links set sent_at = ${now} where id = ${id}`)

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

export async function findChangeOfEmail(db: Db, hash: string, now: Date) {
  const [found] = await db.rows<{ userId: string; sessionId: string | null }>(sql`
    select user_id as "userId", session_id as "sessionId" from auth.links
    where token_hash = ${hash} and kind = 'change_email' and used_at is null and expires_at > ${now}`)
  return found
}

/** The account that an open link takes back, the address that it goes back to, and when it was moved away. */
export async function findTakeBack(db: Db, hash: string, now: Date) {
  const [found] = await db.rows<{ user: User; email: string; movedAt: string }>(sql`
    select json_build_object('id', u.id, 'name', u.name, 'email', u.email) as user, l.email, l.created_at as "movedAt"
    from auth.links l join auth.users u on u.id = l.user_id
    where l.token_hash = ${hash} and l.kind = 'take_back' and l.used_at is null and l.expires_at > ${now}`)
  return found
}

/** To whom a link was sent, whatever became of it. */
export async function findEmailOfLink(db: Db, hash: string) {
  const [found] = await db.rows<{ email: string }>(
    sql`select email from auth.links where token_hash = ${hash}`,
  )
  return found?.email
}

type SpentLink = { email: string; name: string; workspaceName: string; passwordHash: string }

/** Uses a link up; undefined for one that was used, has expired, was made up or is of another kind. */
export async function spendLink(tx: Tx, hash: string, kinds: NewLink['kind'][], now: Date) {
  const [spent] = await tx.rows<SpentLink>(sql`
    update auth.links set used_at = ${now}
    where token_hash = ${hash} and kind = any(${kinds}) and used_at is null and expires_at > ${now}
    returning email, name, coalesce(workspace_name, name) as "workspaceName", password_hash as "passwordHash"`)
  return spent
}

/**
 * Ends the links to a new password that an address has not followed. Nobody but its reader may end them: whoever is in
 * the account, and could make them useless again and again, would keep its owner out.
 */
export const dropResets = (tx: Tx, email: string, now: Date) =>
  tx.rows(
    sql`update auth.links set used_at = ${now} where used_at is null and kind = 'reset' and email = ${email}`,
  )

/** Ends the links by which an account could be moved: to another address, or back to an earlier one. */
export const dropMoves = (tx: Tx, userId: string, now: Date) =>
  tx.rows(sql`update auth.links set used_at = ${now} where used_at is null and user_id = ${userId}`)

/** With them goes the password of an account that nobody confirmed. */
export const sweepLinks = (db: Db, before: Date) =>
  db.rows(sql`delete from auth.links where expires_at < ${before}`)
