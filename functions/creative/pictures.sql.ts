import sql from 'sql-template-tag'
import type { AspectRatio, PictureStatus, Problem } from '../../contracts/creative.ts'
import type { Db } from '../platform/data/db.ts'
import { openStates, type PictureRow, priorStates } from './pictures.ts'
import type { Tries } from './retries.ts'

/** A `PictureRow` as JSON. */
export const pictureObject = sql`json_build_object(
  'id', p.id, 'aspectRatio', p.aspect_ratio, 'status', p.status, 'prompt', p.prompt, 'altText', p.alt_text,
  'model', case when p.model_used is null then null
    else json_build_object('asked', p.model_asked, 'used', p.model_used) end,
  'startedAt', p.started_at, 'expectedSeconds', p.expected_seconds, 'problem', p.problem,
  'storageKey', p.storage_key, 'asset', p.asset)`

type Spent = { model: { asked: string; used: string }; costMicroUsd: number; tookMs: number }

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

/** Notes how an attempt failed, unless a newer one has begun. */
export const recordFailure = (
  db: Db,
  workspaceId: string,
  { pictureId, attempt, failure }: { pictureId: string; attempt: number; failure: string },
) =>
  db.rows(sql`
    update creative.pictures set failures = array_append(failures, ${failure})
    where workspace_id = ${workspaceId} and id = ${pictureId} and attempts = ${attempt}`)

/**
 * Records what the provider's answer cost, and that it is being checked. False when the picture was cancelled meanwhile
 * or a newer attempt has begun: then it keeps its state, and the cost counts all the same.
 */
export async function recordAnswer(
  db: Db,
  workspaceId: string,
  { pictureId, attempt, model, costMicroUsd, tookMs }: { pictureId: string; attempt: number } & Spent,
  now: Date,
) {
  const [recorded] = await db.rows<{ isCurrent: boolean }>(sql`
    update creative.pictures
    set model_asked = ${model.asked}, model_used = ${model.used}, took_ms = ${tookMs},
      cost_micro_usd = cost_micro_usd + ${costMicroUsd}, updated_at = ${now},
      status = case when attempts = ${attempt} and status = any(${priorStates.checking}) then 'checking' else status end
    where workspace_id = ${workspaceId} and id = ${pictureId}
    returning attempts = ${attempt} and status = 'checking' as "isCurrent"`)
  return recorded?.isCurrent ?? false
}

type Move = {
  status: PictureStatus
  /** The fence: a late call must not write over a newer one. */
  attempt: number
  asset?: PictureRow['asset']
  problem?: Problem
}

/** Moves a picture on; undefined when it was cancelled meanwhile or a newer attempt has begun. */
export async function movePicture(db: Db, workspaceId: string, pictureId: string, move: Move, now: Date) {
  const [moved] = await db.rows<{ picture: PictureRow }>(sql`
    update creative.pictures p
    set status = ${move.status}, asset = ${json(move.asset)}, problem = ${json(move.problem)}, updated_at = ${now}
    where p.workspace_id = ${workspaceId} and p.id = ${pictureId} and p.status = any(${priorStates[move.status]})
      and p.attempts = ${move.attempt}
    returning ${pictureObject} as picture`)
  return moved?.picture
}

const json = (value: object | null | undefined) => (value ? JSON.stringify(value) : null)
