import sql, { empty } from 'sql-template-tag'
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

export type OpenPicture = { pictureId: string; aspectRatio: AspectRatio; prompt: string | null }

/** Pictures of a generation that still have to be drawn. */
export const listOpenPictures = (db: Db, workspaceId: string, generationId: string) =>
  db.rows<OpenPicture>(sql`
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

/** Begins an attempt to draw; undefined when the picture is ready, blocked or cancelled already. */
export async function beginRendering(db: Db, workspaceId: string, pictureId: string, now: Date) {
  const [begun] = await db.rows<Rendering>(sql`
    update creative.pictures p
    set status = 'rendering', attempts = attempts + 1, started_at = ${now}, updated_at = ${now}
    where p.workspace_id = ${workspaceId} and p.id = ${pictureId} and p.status = any(${priorStates.rendering})
    returning p.attempts as attempt, ${pictureObject} as picture`)
  return begun
}

type Move = {
  status: PictureStatus
  /** The fence: a late call must not write over a newer one. Without it, whichever attempt is the last. */
  attempt?: number
  asset?: PictureRow['asset']
  problem?: Problem
}

/** Moves a picture on; undefined when it was cancelled meanwhile or a newer attempt has begun. */
export async function movePicture(db: Db, workspaceId: string, pictureId: string, move: Move, now: Date) {
  const [moved] = await db.rows<{ picture: PictureRow }>(sql`
    update creative.pictures p
    set status = ${move.status}, asset = ${json(move.asset)}, problem = ${json(move.problem)}, updated_at = ${now}
    where p.workspace_id = ${workspaceId} and p.id = ${pictureId} and p.status = any(${priorStates[move.status]})
      ${move.attempt === undefined ? empty : sql`and p.attempts = ${move.attempt}`}
    returning ${pictureObject} as picture`)
  return moved?.picture
}

const json = (value: object | null | undefined) => (value ? JSON.stringify(value) : null)

/** Records what a call to the provider cost, whatever came of it. */
export const recordSpending = (
  db: Db,
  workspaceId: string,
  pictureId: string,
  { model, costMicroUsd, tookMs }: Spent,
) =>
  db.rows(sql`
    update creative.pictures
    set model_asked = ${model.asked}, model_used = ${model.used}, took_ms = ${tookMs},
      cost_micro_usd = cost_micro_usd + ${costMicroUsd}
    where workspace_id = ${workspaceId} and id = ${pictureId}`)
