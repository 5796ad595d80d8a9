import sql from 'sql-template-tag'
import type { Db, Tx } from '../../platform/data/db.ts'

/** Deletes a workspace that can be restored. */
export const markDeleted = (tx: Tx, workspaceId: string, byId: string | null, now: Date) =>
  tx.rows(sql`
    update auth.workspaces set deleted_at = ${now}, deleted_by_id = ${byId} where id = ${workspaceId}`)

export const unmarkDeleted = (tx: Tx, workspaceId: string) =>
  tx.rows(sql`update auth.workspaces set deleted_at = null, deleted_by_id = null where id = ${workspaceId}`)

/** Restores a workspace that was deleted with an account, whose row still says when; false for any other. */
export async function unmarkDeletedWith(tx: Tx, workspaceId: string, userId: string) {
  const restored = await tx.rows(sql`
    update auth.workspaces set deleted_at = null, deleted_by_id = null
    where id = ${workspaceId} and deleted_at = (select deleted_at from auth.users where id = ${userId})
    returning id`)
  return restored.length > 0
}

export type Deletion = { id: string; name: string; deletedAt: string; deletedBy: string | null }

const deletion = sql`w.id, w.name, w.deleted_at as "deletedAt", u.name as "deletedBy"`

/** Those that a person owns and that were deleted since then, the latest first. */
export const listDeleted = (db: Db, userId: string, since: Date) =>
  db.rows<Deletion>(sql`
    select ${deletion}
    from auth.members m join auth.workspaces w on w.id = m.workspace_id
    left join auth.users u on u.id = w.deleted_by_id
    where m.user_id = ${userId} and m.role = 'owner' and w.deleted_at > ${since}
    order by w.deleted_at desc, w.id
    limit 100`)

/** Undefined for one that is not deleted. */
export async function findDeletion(db: Db, workspaceId: string) {
  const [found] = await db.rows<Deletion>(sql`
    select ${deletion} from auth.workspaces w left join auth.users u on u.id = w.deleted_by_id
    where w.id = ${workspaceId} and w.deleted_at is not null`)
  return found
}
