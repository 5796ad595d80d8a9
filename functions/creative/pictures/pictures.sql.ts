import sql from 'sql-template-tag'
import type { AspectRatio, Problem } from '../../../contracts/creative.ts'
import type { Db } from '../../platform/data/db.ts'
import type { Tries } from '../retries.ts'
import { openStates, type PictureRow, priorStates } from './pictures.ts'

/** A `PictureRow` as JSON. */
export const pictureObject = sql`json_build_object(
  'id', p.id, 'aspectRatio', p.aspect_ratio, 'status', p.status, 'prompt', p.prompt, 'altText', p.alt_text,
  'model', case when p.model_used is null then null
    else json_build_object('asked', p.model_asked, 'used', p.model_used) end,
  'startedAt', p.started_at, 'expectedSeconds', p.expected_seconds, 'problem', p.problem,
  'storageKey', p.storage_key, 'asset', p.asset)`

export type UnwrittenPicture = { pictureId: string; aspectRatio: AspectRatio; prompt: string | null }

/** Pictures of a generation that still have to be drawn. */
export const listOpenPictures = (db: Db, workspaceId: string, generationId: string) =>
  db.rows<UnwrittenPicture>(sql`
    select id as "pictureId", aspect_ratio as "aspectRatio", prompt from creative.pictures
    where workspace_id = ${workspaceId} and generation_id = ${generationId} and status = any(${openStates})
    order by position`)

/** An attempt to draw a picture, and what was tried before it. */
export type Rendering = { picture: PictureRow; attempt: number } & Tries

/** Begins an attempt to draw each of these pictures; those that are ready, blocked or cancelled already are left out. */
export const beginRendering = (db: Db, workspaceId: string, pictureIds: string[], now: Date) =>
  db.rows<Rendering>(sql`
    update creative.pictures p
    set status = 'rendering', attempts = attempts + 1, tries = p.tries + 1, started_at = ${now}, updated_at = ${now}
    from creative.generations g
    where p.workspace_id = ${workspaceId} and p.id = any(${pictureIds}) and p.status = any(${priorStates.rendering})
      and g.workspace_id = p.workspace_id and g.id = p.generation_id
    returning p.attempts as attempt, coalesce(g.begun_at, ${now}) as "begunAt", old.tries, p.failures,
      ${pictureObject} as picture`)

/** Adds what a failed attempt cost, and notes how it failed unless a newer one has begun. */
export const recordFailure = (
  db: Db,
  workspaceId: string,
  failed: { pictureId: string; attempt: number; failure: string; costMicroUsd: number },
) =>
  db.rows(sql`
    update creative.pictures set cost_micro_usd = cost_micro_usd + ${failed.costMicroUsd},
      failures = case when attempts = ${failed.attempt} then array_append(failures, ${failed.failure}) else failures end
    where workspace_id = ${workspaceId} and id = ${failed.pictureId}`)

/** How an attempt ends its picture, and what it cost. */
export type Ending = {
  status: 'ready' | 'blocked' | 'failed'
  costMicroUsd: number
  model?: { asked: string; used: string }
  tookMs?: number
  asset?: PictureRow['asset']
  problem?: Problem
}

/**
 * Ends a picture in one statement with what it cost, so that a cost counts once. Where it was cancelled meanwhile or a
 * newer attempt has begun (`attempt` is the fence), it keeps its state, and the cost counts all the same.
 */
export async function endRendering(
  db: Db,
  workspaceId: string,
  pictureId: string,
  { attempt, status, costMicroUsd, model, tookMs, asset, problem }: Ending & { attempt: number },
  now: Date,
) {
  const [ended] = await db.rows<{ isCurrent: boolean; picture: PictureRow }>(sql`
    with current as (
      select id, attempts = ${attempt} and status = any(${priorStates[status]}) as "isCurrent" from creative.pictures
      where workspace_id = ${workspaceId} and id = ${pictureId}
      for update
    ), spent as (
      update creative.pictures p set cost_micro_usd = p.cost_micro_usd + ${costMicroUsd}, updated_at = ${now},
        status = case when "isCurrent" then ${status} else p.status end,
        model_asked = case when "isCurrent" then ${model?.asked ?? null} else p.model_asked end,
        model_used = case when "isCurrent" then ${model?.used ?? null} else p.model_used end,
        took_ms = case when "isCurrent" then ${tookMs ?? null}::integer else p.took_ms end,
        asset = case when "isCurrent" then ${json(asset)}::jsonb else p.asset end,
        problem = case when "isCurrent" then ${json(problem)}::jsonb else p.problem end
      from current
      where p.workspace_id = ${workspaceId} and p.id = current.id
      returning "isCurrent", ${pictureObject} as picture
    )
    select "isCurrent", picture from spent`)
  return ended
}

const json = (value: object | null | undefined) => (value ? JSON.stringify(value) : null)
