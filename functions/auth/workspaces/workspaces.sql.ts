import sql, { empty } from 'sql-template-tag'
import type { Membership } from '../../../contracts/auth/auth.ts'
import type { Role } from '../../../contracts/roles.ts'
import type { Db, Tx } from '../../platform/data/db.ts'

export type Seat = { role: Role; dailyLimitPaise?: number | null | undefined }

/** Who gave a seat, and when. */
export type Given = { by: string | null; at: Date }

const membership = sql`
  w.id, w.name, w.tier, m.role, m.daily_limit_paise::integer as "dailyLimitPaise"`

/** Where a person belongs, in the order of joining; or in one workspace only. */
export const listMemberships = (db: Db, userId: string, workspaceId?: string) =>
  db.rows<Membership>(sql`
    select ${membership}
    from auth.members m join auth.workspaces w on w.id = m.workspace_id
    where m.user_id = ${userId} and w.deleted_at is null
      ${workspaceId ? sql`and w.id = ${workspaceId}` : empty}
    order by m.created_at, w.id`)

/** Ids of the workspaces in which a person has a seat, deleted ones too, in the order in which they are held. */
export async function listSeats(db: Db, userId: string): Promise<string[]> {
  const seats = await db.rows<{ id: string }>(sql`
    select workspace_id as id from auth.members where user_id = ${userId} order by workspace_id`)
  return seats.map(({ id }) => id)
}

/** A member's seat in a workspace, deleted or not, among how many others and other owners. */
export type SeatAmongOthers = Membership & { deletedAt: string | null; members: number; owners: number }

export async function findSeat(db: Db, workspaceId: string, userId: string) {
  const [found] = await db.rows<SeatAmongOthers>(sql`
    select ${membership}, w.deleted_at as "deletedAt",
      (select count(*)::integer from auth.members each where each.workspace_id = w.id) as members,
      (select count(*)::integer from auth.members each where each.workspace_id = w.id and each.role = 'owner')
        as owners
    from auth.members m join auth.workspaces w on w.id = m.workspace_id
    where m.workspace_id = ${workspaceId} and m.user_id = ${userId}`)
  return found
}

export async function countOwned(db: Db, userId: string): Promise<number> {
  const [found] = await db.rows<{ owned: number }>(sql`
    select count(*)::integer as owned from auth.members m join auth.workspaces w on w.id = m.workspace_id
    where m.user_id = ${userId} and m.role = 'owner' and w.deleted_at is null`)
  return found?.owned ?? 0
}

/** With its first owner. */
export async function insertWorkspace(tx: Tx, workspaceId: string, name: string, ownerId: string, now: Date) {
  await tx.rows(
    sql`insert into auth.workspaces (id, name, created_at) values (${workspaceId}, ${name}, ${now})`,
  )
  await insertMember(tx, workspaceId, ownerId, { role: 'owner' }, { by: ownerId, at: now })
}

/** Until the transaction ends nobody else changes anything in the workspace: docs/decisions/0027. */
export const holdWorkspace = (tx: Tx, workspaceId: string) =>
  tx.rows(sql`select from auth.workspaces where id = ${workspaceId} for no key update`)

/** False for somebody who belongs to it already. */
export async function insertMember(tx: Tx, workspaceId: string, userId: string, seat: Seat, given: Given) {
  const inserted = await tx.rows(sql`
    insert into auth.members (workspace_id, user_id, role, daily_limit_paise, created_at, seated_by_id, seated_at)
    values (${workspaceId}, ${userId}, ${seat.role}, ${seat.dailyLimitPaise ?? null}, ${given.at}, ${given.by},
      ${given.at})
    on conflict (workspace_id, user_id) do nothing
    returning user_id`)
  return inserted.length > 0
}

/** The name before. */
export async function renameWorkspace(tx: Tx, workspaceId: string, name: string) {
  const [before] = await tx.rows<{ name: string }>(sql`
    select name from auth.workspaces where id = ${workspaceId} for update`)
  await tx.rows(sql`update auth.workspaces set name = ${name} where id = ${workspaceId}`)
  return before?.name
}
