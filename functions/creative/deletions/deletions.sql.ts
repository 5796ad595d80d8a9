import sql, { empty } from 'sql-template-tag'
import type { Db, Tx } from '../../platform/data/db.ts'
import type { DeletionRow } from './deletions.ts'

const columns = sql`
  d.id, d.kind, d.subject_id as "subjectId", d.title, d.deleted_by as "deletedBy", d.deleted_at as "deletedAt"`

export const insertDeletion = (tx: Tx, workspaceId: string, row: DeletionRow, deletedById: string) =>
  tx.rows(sql`
    insert into creative.deletions (id, workspace_id, kind, subject_id, title, deleted_by, deleted_by_id, deleted_at)
    values (${row.id}, ${workspaceId}, ${row.kind}, ${row.subjectId}, ${row.title}, ${row.deletedBy}, ${deletedById},
      ${row.deletedAt})`)

/** One of `since` or later, restored or not. */
export async function findDeletion(db: Db, workspaceId: string, id: string, since: Date) {
  const [found] = await db.rows<DeletionRow>(sql`
    select ${columns} from creative.deletions d
    where d.workspace_id = ${workspaceId} and d.id = ${id} and d.deleted_at >= ${since} and d.removal_begun_at is null`)
  return found
}

/** Those of `since` or later that were not restored; newest first, below the cursor. */
export const listDeletions = (
  db: Db,
  workspaceId: string,
  since: Date,
  page: { cursor?: string | undefined; limit: number },
) =>
  db.rows<DeletionRow>(sql`
    select ${columns} from creative.deletions d
    where d.workspace_id = ${workspaceId} and d.restored_at is null and d.deleted_at >= ${since}
      ${page.cursor ? sql`and d.id < ${page.cursor}` : empty}
    order by d.id desc
    limit ${page.limit}`)

/** Claims one of `since` or later for being restored; undefined when it was restored before, or is being removed. */
export async function restoreDeletion(tx: Tx, workspaceId: string, id: string, now: Date, since: Date) {
  const [restored] = await tx.rows<DeletionRow>(sql`
    update creative.deletions d set restored_at = ${now}
    where d.workspace_id = ${workspaceId} and d.id = ${id} and d.deleted_at >= ${since}
      and d.restored_at is null and d.removal_begun_at is null
    returning ${columns}`)
  return restored
}

/** The deletion by which the brand of a generation is gone, or the generation of a picture. */
export async function findDeletionAbove(tx: Tx, workspaceId: string, subjectId: string) {
  const [found] = await tx.rows<DeletionRow>(sql`
    select ${columns} from creative.deletions d
    where d.workspace_id = ${workspaceId} and d.id in (
      select b.deletion_id from creative.generations g
      join creative.brands b on b.workspace_id = g.workspace_id and b.id = g.brand_id
      where g.workspace_id = ${workspaceId} and g.id = ${subjectId}
      union all
      select g.deletion_id from creative.pictures p
      join creative.generations g on g.workspace_id = p.workspace_id and g.id = p.generation_id
      where p.workspace_id = ${workspaceId} and p.id = ${subjectId})`)
  return found
}
