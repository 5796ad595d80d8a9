import sql, { empty } from 'sql-template-tag'
import type { OpenSession } from '../../../contracts/auth/account.ts'
import type { Db, Tx } from '../../platform/data/db.ts'
import { endedIfOpenedBy } from './session-life.ts'

export type NewSession = {
  id: string
  userId: string
  device: string
  address: string
  chainKey: string
}

export type EndReason = 'logged_out' | 'signed_out' | 'password_changed' | 'token_reused' | 'expired'

/** Logging in counts as a step-up: everything was asked for just now. */
export const insertSession = (tx: Tx, session: NewSession, now: Date) =>
  tx.rows(sql`
    insert into auth.sessions (id, user_id, device, address, chain_key, created_at, last_used_at, confirmed_at)
    values (${session.id}, ${session.userId}, ${session.device}, ${session.address}, ${session.chainKey}, ${now},
      ${now}, ${now})`)

/** The same token twice is one row: two tabs that refresh at once are given the same. */
export const insertRefreshToken = (tx: Tx, hash: string, sessionId: string, expiresAt: Date) =>
  tx.rows(sql`
    insert into auth.refresh_tokens (hash, session_id, expires_at) values (${hash}, ${sessionId}, ${expiresAt})
    on conflict (hash) do nothing`)

/** The session of a refresh token. */
export type TokenSession = { sessionId: string; userId: string; chainKey: string; openedAt: string }

const tokenSession = sql`
  s.id as "sessionId", s.user_id as "userId", s.chain_key as "chainKey", s.created_at as "openedAt"`

const isOpen = (now: Date) => sql`s.ended_at is null and s.created_at > ${endedIfOpenedBy(now)}`

/** Uses up a token of an open session; undefined when it was used before, is too old, or the session has ended. */
export async function spendRefreshToken(tx: Tx, hash: string, address: string, now: Date) {
  const [spent] = await tx.rows<TokenSession>(sql`
    with spent as (
      update auth.refresh_tokens t set used_at = ${now} from auth.sessions s
      where t.hash = ${hash} and t.used_at is null and t.expires_at > ${now}
        and s.id = t.session_id and ${isOpen(now)}
      returning t.session_id
    )
    update auth.sessions s set last_used_at = ${now}, address = ${address} from spent
    where s.id = spent.session_id
    returning ${tokenSession}`)
  return spent
}

/** A token of an open session that was used already. */
export async function findSpentToken(tx: Tx, hash: string, now: Date) {
  const [found] = await tx.rows<TokenSession>(sql`
    select ${tokenSession}
    from auth.refresh_tokens t join auth.sessions s on s.id = t.session_id
    where t.hash = ${hash} and t.used_at is not null and ${isOpen(now)}`)
  return found
}

/** When a token was used first; null or undefined for one that was not. */
export async function findUseOfToken(tx: Tx, hash: string) {
  const [found] = await tx.rows<{ usedAt: string | null }>(sql`
    select used_at as "usedAt" from auth.refresh_tokens where hash = ${hash}`)
  return found?.usedAt
}

/** The open session of a token, used or not. */
export async function findSessionOfToken(db: Db, hash: string) {
  const [found] = await db.rows<{ sessionId: string; user: { id: string; name: string } }>(sql`
    select s.id as "sessionId", json_build_object('id', u.id, 'name', u.name) as user
    from auth.refresh_tokens t join auth.sessions s on s.id = t.session_id join auth.users u on u.id = s.user_id
    where t.hash = ${hash} and s.ended_at is null`)
  return found
}

/** Ends open sessions of a person: one, or all but one, or all. Gives the ids of those that it ended. */
export async function endSessions(
  tx: Tx,
  userId: string,
  which: { only?: string; except?: string },
  why: EndReason,
  now: Date,
): Promise<string[]> {
  const ended = await tx.rows<{ id: string }>(sql`
    update auth.sessions set ended_at = ${now}, ended_why = ${why}
    where user_id = ${userId} and ended_at is null
      ${which.only ? sql`and id = ${which.only}` : empty}
      ${which.except ? sql`and id <> ${which.except}` : empty}
    returning id`)
  return ended.map(({ id }) => id)
}

/** The latest used first. */
export const listSessions = (db: Db, userId: string, currentId: string) =>
  db.rows<OpenSession>(sql`
    select id, device, address, created_at as "createdAt", last_used_at as "lastUsedAt", id = ${currentId} as current
    from auth.sessions where user_id = ${userId} and ended_at is null
    order by last_used_at desc
    limit 100`)

export async function listSessionIds(db: Db, userId: string): Promise<string[]> {
  const rows = await db.rows<{ id: string }>(sql`
    select id from auth.sessions where user_id = ${userId} and ended_at is null`)
  return rows.map(({ id }) => id)
}

/** Ids of the open sessions of these people. */
export async function openSessionsOf(db: Db, userIds: string[]): Promise<string[]> {
  const rows = await db.rows<{ id: string }>(sql`
    select id from auth.sessions where user_id = any(${userIds}) and ended_at is null`)
  return rows.map(({ id }) => id)
}

export const confirmSession = (tx: Tx, userId: string, id: string, now: Date) =>
  tx.rows(sql`update auth.sessions set confirmed_at = ${now} where user_id = ${userId} and id = ${id}`)

/** Ends sessions that are as old as one gets, or without a token that still works, and deletes the tokens that do not. */
export async function sweepSessions(db: Db, now: Date) {
  await db.rows(sql`
    update auth.sessions s set ended_at = ${now}, ended_why = 'expired'
    where s.ended_at is null and (s.created_at <= ${endedIfOpenedBy(now)}
      or not exists (select from auth.refresh_tokens t where t.session_id = s.id and t.expires_at > ${now}))`)
  await db.rows(sql`delete from auth.refresh_tokens where expires_at <= ${now}`)
}
