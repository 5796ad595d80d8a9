import sql from 'sql-template-tag'
import type { Invitation } from '../../../contracts/auth/invitations.ts'
import type { Role } from '../../../contracts/roles.ts'
import type { Db, Tx } from '../../platform/data/db.ts'
import type { Seat } from './workspaces.sql.ts'

const columns = sql`
  i.id, i.email, i.role, i.daily_limit_paise::integer as "dailyLimitPaise", i.invited_by as "invitedBy",
  i.created_at as "createdAt", i.expires_at as "expiresAt"`

/** Takes the place of an open invitation of the same address. */
export async function insertInvitation(tx: Tx, workspaceId: string, invitation: Invitation, makerId: string) {
  await tx.rows(sql`
    update auth.invitations set ended_at = ${invitation.createdAt}
    where workspace_id = ${workspaceId} and email = ${invitation.email} and ended_at is null`)
  await tx.rows(sql`
    insert into auth.invitations (id, workspace_id, email, role, daily_limit_paise, invited_by, invited_by_id,
      created_at, expires_at)
    values (${invitation.id}, ${workspaceId}, ${invitation.email}, ${invitation.role}, ${invitation.dailyLimitPaise},
      ${invitation.invitedBy}, ${makerId}, ${invitation.createdAt}, ${invitation.expiresAt})`)
}

export const listInvitations = (db: Db, workspaceId: string, now: Date) =>
  db.rows<Invitation>(sql`
    select ${columns} from auth.invitations i
    where i.workspace_id = ${workspaceId} and i.ended_at is null and i.expires_at > ${now}
    order by i.id desc`)

/** Who sent an invitation, as what they belong to the workspace now; undefined for somebody who does not. */
export async function findInviter(tx: Tx, workspaceId: string, id: string) {
  const [found] = await tx.rows<{ id: string; role: Role }>(sql`
    select m.user_id as id, m.role
    from auth.invitations i join auth.members m on m.workspace_id = i.workspace_id and m.user_id = i.invited_by_id
    where i.workspace_id = ${workspaceId} and i.id = ${id}`)
  return found
}

/** The address that was invited; undefined for an invitation that has ended. */
export async function endInvitation(tx: Tx, workspaceId: string, id: string, now: Date) {
  const [ended] = await tx.rows<{ email: string }>(sql`
    update auth.invitations set ended_at = ${now}
    where workspace_id = ${workspaceId} and id = ${id} and ended_at is null
    returning email`)
  return ended?.email
}

/** Ends the open invitations as these roles that somebody sent; gives their ids. */
export async function endInvitationsOf(
  tx: Tx,
  workspaceId: string,
  makerId: string,
  roles: readonly Role[],
  now: Date,
): Promise<string[]> {
  const ended = await tx.rows<{ id: string }>(sql`
    update auth.invitations set ended_at = ${now}
    where workspace_id = ${workspaceId} and ended_at is null and invited_by_id = ${makerId} and role = any(${roles})
    returning id`)
  return ended.map(({ id }) => id)
}

/** Ends the open invitation that was sent to somebody; gives its id. */
export async function endInvitationsTo(
  tx: Tx,
  workspaceId: string,
  email: string,
  now: Date,
): Promise<string[]> {
  const ended = await tx.rows<{ id: string }>(sql`
    update auth.invitations set ended_at = ${now}
    where workspace_id = ${workspaceId} and ended_at is null and email = ${email}
    returning id`)
  return ended.map(({ id }) => id)
}

/** Ends every invitation that could still be accepted; gives their ids. */
export async function endAllInvitations(tx: Tx, workspaceId: string, now: Date): Promise<string[]> {
  const ended = await tx.rows<{ id: string }>(sql`
    update auth.invitations set ended_at = ${now}
    where workspace_id = ${workspaceId} and ended_at is null and expires_at > ${now}
    returning id`)
  return ended.map(({ id }) => id)
}

export type UnsentInvitation = {
  email: string
  invitedBy: string
  inviterEmail: string
  workspaceName: string
}

export async function findUnsentInvitation(db: Db, workspaceId: string, id: string, now: Date) {
  const [found] = await db.rows<UnsentInvitation>(sql`
    select i.email, i.invited_by as "invitedBy", u.email as "inviterEmail", w.name as "workspaceName"
    from auth.invitations i
    join auth.workspaces w on w.id = i.workspace_id
    join auth.users u on u.id = i.invited_by_id
    where i.workspace_id = ${workspaceId} and i.id = ${id}
      and i.sent_at is null and i.ended_at is null and i.expires_at > ${now}`)
  return found
}

export const setInvitationToken = (db: Db, workspaceId: string, id: string, hash: string) =>
  db.rows(sql`
    update auth.invitations set token_hash = ${hash} where workspace_id = ${workspaceId} and id = ${id}`)

export const markInvitationSent = (db: Db, workspaceId: string, id: string, now: Date) =>
  db.rows(
    sql`update auth.invitations set sent_at = ${now} where workspace_id = ${workspaceId} and id = ${id}`,
  )

type OpenInvitation = Required<Seat> & {
  id: string
  email: string
  invitedBy: string
  workspaceName: string
  hasAccount: boolean
}

/** The open invitation that a link leads to. */
export async function findInvitationByToken(db: Db, workspaceId: string, hash: string, now: Date) {
  const [found] = await db.rows<OpenInvitation>(sql`
    select ${columns}, w.name as "workspaceName",
      exists (select from auth.users u where u.email = i.email) as "hasAccount"
    from auth.invitations i join auth.workspaces w on w.id = i.workspace_id
    where i.workspace_id = ${workspaceId} and i.token_hash = ${hash} and i.ended_at is null and i.expires_at > ${now}`)
  return found
}
