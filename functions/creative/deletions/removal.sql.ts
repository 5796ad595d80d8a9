import sql from 'sql-template-tag'
import type { Db } from '../../platform/data/db.ts'

/** Of one batch: four files each are what S3 removes at once. */
const batch = 250

export type Due = { workspaceId: string; deletionId: string }

/** Deletions of all workspaces that were made before `before`, the oldest first. For the sweep alone. */
export const listDueDeletions = (db: Db, before: Date) =>
  db.rows<Due>(sql`
    select workspace_id as "workspaceId", id as "deletionId" from creative.deletions
    where deleted_at < ${before}
    order by deleted_at
    limit 1000`)

/** From now on a deletion is not restored. What was restored before has lost its marks. */
export const beginRemoval = (db: Db, { workspaceId, deletionId }: Due, now: Date) =>
  db.rows(sql`
    update creative.deletions set removal_begun_at = coalesce(removal_begun_at, ${now})
    where workspace_id = ${workspaceId} and id = ${deletionId}`)

export type DoomedPicture = { id: string; storageKey: string }

/** Pictures that have the mark of a deletion, or whose generation has it. */
export const listDoomedPictures = (db: Db, { workspaceId, deletionId }: Due) =>
  db.rows<DoomedPicture>(sql`
    (select p.id, p.storage_key as "storageKey" from creative.pictures p
      where p.workspace_id = ${workspaceId} and p.deletion_id = ${deletionId}
      limit ${batch})
    union
    (select p.id, p.storage_key from creative.generations g
      join creative.pictures p on p.generation_id = g.id and p.workspace_id = g.workspace_id
      where g.workspace_id = ${workspaceId} and g.deletion_id = ${deletionId}
      limit ${batch})
    limit ${batch}`)

export const listPicturesOfWorkspace = (db: Db, workspaceId: string) =>
  db.rows<DoomedPicture>(sql`
    select id, storage_key as "storageKey" from creative.pictures
    where workspace_id = ${workspaceId}
    order by id
    limit ${batch}`)

export const deletePictures = (db: Db, workspaceId: string, ids: string[]) =>
  db.rows(sql`delete from creative.pictures where workspace_id = ${workspaceId} and id = any(${ids})`)

/** What a deletion marks, once its pictures are gone, and the deletion itself. */
export const deleteMarked = (db: Db, { workspaceId, deletionId }: Due) =>
  db.rows(sql`
    with generations as (
      delete from creative.generations where workspace_id = ${workspaceId} and deletion_id = ${deletionId}
    ), brands as (
      delete from creative.brands where workspace_id = ${workspaceId} and deletion_id = ${deletionId}
    )
    delete from creative.deletions where workspace_id = ${workspaceId} and id = ${deletionId}`)

/** As many as one statement has time to delete. */
export const listGenerationsOfWorkspace = (db: Db, workspaceId: string) =>
  db.rows<{ id: string }>(sql`
    select id from creative.generations where workspace_id = ${workspaceId} order by id limit 1000`)

export const deleteGenerations = (db: Db, workspaceId: string, ids: string[]) =>
  db.rows(sql`delete from creative.generations where workspace_id = ${workspaceId} and id = any(${ids})`)

/** What is left of a workspace without generations. */
export const deleteRestOfWorkspace = (db: Db, workspaceId: string) =>
  db.rows(sql`
    with brands as (
      delete from creative.brands where workspace_id = ${workspaceId}
    ), asked as (
      delete from creative.asked where subject = ${workspaceId}
    )
    delete from creative.deletions where workspace_id = ${workspaceId}`)
