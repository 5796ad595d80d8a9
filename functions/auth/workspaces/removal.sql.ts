import sql from 'sql-template-tag'
import type { Db, Tx } from '../../platform/data/db.ts'

/** Ids of workspaces that were deleted before then, the longest first. */
export async function listLongDeletedWorkspaces(db: Db, before: Date, most: number): Promise<string[]> {
  const found = await db.rows<{ id: string }>(sql`
    select id from auth.workspaces where deleted_at < ${before} order by deleted_at limit ${most}`)
  return found.map(({ id }) => id)
}

/** Until the transaction ends nobody restores it; false for one that was restored, or is gone. */
export async function holdLongDeletedWorkspace(tx: Tx, workspaceId: string, before: Date) {
  const held = await tx.rows(sql`
    select id from auth.workspaces where id = ${workspaceId} and deleted_at < ${before} for update`)
  return held.length > 0
}

/** Deletes a workspace with all that auth has of it. What was done in it stays in the audit. */
export async function eraseWorkspace(tx: Tx, workspaceId: string) {
  await tx.rows(sql`delete from auth.invitations where workspace_id = ${workspaceId}`)
  await tx.rows(sql`delete from auth.api_keys where workspace_id = ${workspaceId}`)
  await tx.rows(sql`delete from auth.members where workspace_id = ${workspaceId}`)
  await tx.rows(sql`delete from auth.workspaces where id = ${workspaceId}`)
}
