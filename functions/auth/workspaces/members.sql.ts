import sql from 'sql-template-tag'
import type { Member } from '../../../contracts/auth/workspaces.ts'
import type { Db, Tx } from '../../platform/data/db.ts'
import type { Given, Seat } from './workspaces.sql.ts'

export const listMembers = (db: Db, workspaceId: string) =>
  db.rows<Member>(sql`
    select u.id, u.name, u.email, m.role, m.daily_limit_paise::integer as "dailyLimitPaise",
      exists (select from auth.second_factors f where f.user_id = u.id and f.confirmed_at is not null)
        as "hasSecondFactor",
      m.created_at as "joinedAt"
    from auth.members m join auth.users u on u.id = m.user_id
    where m.workspace_id = ${workspaceId}
    order by m.created_at, u.id`)

export type StandingMember = { id: string; name: string; email: string } & Required<Seat>

/** The members as they are until the transaction ends: an endpoint's holds its workspace, so nobody else changes them. */
export const standingMembers = (tx: Tx, workspaceId: string) =>
  tx.rows<StandingMember>(sql`
    select m.user_id as id, u.name, u.email, m.role, m.daily_limit_paise::integer as "dailyLimitPaise"
    from auth.members m join auth.users u on u.id = m.user_id
    where m.workspace_id = ${workspaceId}
    order by m.user_id`)

export const updateMember = (tx: Tx, workspaceId: string, userId: string, seat: Seat, given: Given) =>
  tx.rows(sql`
    update auth.members set role = ${seat.role}, daily_limit_paise = ${seat.dailyLimitPaise ?? null},
      seated_by_id = ${given.by}, seated_at = ${given.at}
    where workspace_id = ${workspaceId} and user_id = ${userId}`)

export const deleteMember = (tx: Tx, workspaceId: string, userId: string) =>
  tx.rows(sql`delete from auth.members where workspace_id = ${workspaceId} and user_id = ${userId}`)
