import sql from 'sql-template-tag'
import type { Tx } from '../../platform/data/db.ts'
import { openStates } from '../pictures/pictures.ts'

/** What somebody wants to delete, locked until the transaction ends; `deletionId` says that it is deleted already. */
export type Subject = { title: string; deletionId: string | null }

export async function holdBrand(tx: Tx, workspaceId: string, id: string) {
  const [held] = await tx.rows<Subject>(sql`
    select name as title, deletion_id as "deletionId" from creative.brands
    where workspace_id = ${workspaceId} and id = ${id} for update`)
  return held
}

export async function holdGeneration(tx: Tx, workspaceId: string, id: string) {
  const [held] = await tx.rows<Subject>(sql`
    select brief as title, deletion_id as "deletionId" from creative.generations
    where workspace_id = ${workspaceId} and id = ${id} for update`)
  return held
}

/** A picture of a deleted generation is gone with it. */
export async function holdPicture(tx: Tx, workspaceId: string, id: string) {
  const [held] = await tx.rows<Subject & { isOpen: boolean }>(sql`
    select coalesce(p.alt_text, g.brief) as title, p.deletion_id as "deletionId",
      p.status = any(${openStates}) as "isOpen"
    from creative.pictures p
    join creative.generations g on g.workspace_id = p.workspace_id and g.id = p.generation_id
    where p.workspace_id = ${workspaceId} and p.id = ${id} and g.deletion_id is null
    for update of p`)
  return held
}

/** With its generations. Those that were deleted before it keep the mark that they have. */
export const markBrand = (tx: Tx, workspaceId: string, id: string, deletionId: string) =>
  tx.rows(sql`
    with brand as (
      update creative.brands set deletion_id = ${deletionId} where workspace_id = ${workspaceId} and id = ${id}
    )
    update creative.generations set deletion_id = ${deletionId}
    where workspace_id = ${workspaceId} and brand_id = ${id} and deletion_id is null`)

export const markGeneration = (tx: Tx, workspaceId: string, id: string, deletionId: string) =>
  tx.rows(sql`
    update creative.generations set deletion_id = ${deletionId}
    where workspace_id = ${workspaceId} and id = ${id}`)

export const markPicture = (tx: Tx, workspaceId: string, id: string, deletionId: string) =>
  tx.rows(sql`
    update creative.pictures set deletion_id = ${deletionId}
    where workspace_id = ${workspaceId} and id = ${id}`)

/** Takes the mark of one deletion off everything that has it. */
export const unmark = (tx: Tx, workspaceId: string, deletionId: string) =>
  tx.rows(sql`
    with brands as (
      update creative.brands set deletion_id = null
      where workspace_id = ${workspaceId} and deletion_id = ${deletionId}
    ), generations as (
      update creative.generations set deletion_id = null
      where workspace_id = ${workspaceId} and deletion_id = ${deletionId}
    )
    update creative.pictures set deletion_id = null
    where workspace_id = ${workspaceId} and deletion_id = ${deletionId}`)
