import sql from 'sql-template-tag'
import type { AspectRatio, PictureStatus, Problem } from '../../contracts/creative.ts'
import type { Db } from '../platform/data/db.ts'
import { openStates, type PictureRow, priorStates } from './pictures.ts'

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

export const writePrompts = (
  db: Db,
  workspaceId: string,
  prompts: { pictureId: string; prompt: string; altText: string }[],
  now: Date,
) =>
  db.rows(sql`
    update creative.pictures p set prompt = w.prompt, alt_text = w."altText", updated_at = ${now}
    from json_to_recordset(${JSON.stringify(prompts)}::json) as w("pictureId" text, prompt text, "altText" text)
    where p.workspace_id = ${workspaceId} and p.id = w."pictureId" and p.prompt is null`)

export type Rendering = { picture: PictureRow; attempt: number }

/** Begins an attempt to draw each of these pictures; those that are ready, blocked or cancelled already are left out. */
export const beginRendering = (db: Db, workspaceId: string, pictureIds: string[], now: Date) =>
  db.rows<Rendering>(sql`
    update creative.pictures p
    set status = 'rendering', attempts = attempts + 1, started_at = ${now}, updated_at = ${now}
    where p.workspace_id = ${workspaceId} and p.id = any(${pictureIds}) and p.status = any(${priorStates.rendering})
    returning p.attempts as attempt, ${pictureObject} as picture`)

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
