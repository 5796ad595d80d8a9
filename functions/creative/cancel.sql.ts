import sql, { empty } from 'sql-template-tag'
import type { Db } from '../platform/data/db.ts'
import { priorStates } from './pictures/pictures.ts'

/** A generation that was cancelled, and the run that worked on it. */
export type Cancelled = { generationId: string; run: number }

/** Stops what is under way in a workspace, with its open pictures: all of it, one generation, or what a deletion marks. */
export const cancelUnderWay = (
  db: Db,
  workspaceId: string,
  now: Date,
  only: { generationId?: string; deletionId?: string } = {},
) =>
  db.rows<Cancelled>(sql`
    with cancelled as (
      update creative.generations set status = 'cancelled', finished_at = ${now}, updated_at = ${now}
      where workspace_id = ${workspaceId} and status in ('queued', 'running')
        ${only.generationId ? sql`and id = ${only.generationId}` : empty}
        ${only.deletionId ? sql`and deletion_id = ${only.deletionId}` : empty}
      returning id, run
    ), pictures as (
      update creative.pictures p set status = 'cancelled', updated_at = ${now} from cancelled
      where p.workspace_id = ${workspaceId} and p.generation_id = cancelled.id
        and p.status = any(${priorStates.cancelled})
    )
    select id as "generationId", run from cancelled`)
