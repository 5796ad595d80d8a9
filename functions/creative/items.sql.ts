import sql, { empty } from 'sql-template-tag'
import type { AspectRatio, ItemStatus, Problem } from '../../contracts/creative.ts'
import type { Db } from '../platform/data/db.ts'
import { type ItemRow, openStates, priorStates } from './items.ts'

/** An `ItemRow` as JSON. */
export const itemObject = sql`json_build_object(
  'id', i.id, 'aspectRatio', i.aspect_ratio, 'status', i.status, 'prompt', i.prompt, 'altText', i.alt_text,
  'model', case when i.model_used is null then null
    else json_build_object('asked', i.model_asked, 'used', i.model_used) end,
  'startedAt', i.started_at, 'expectedSeconds', i.expected_seconds, 'problem', i.problem,
  'storageKey', i.storage_key, 'asset', i.asset)`

type Spent = { model: { asked: string; used: string }; costMicroUsd: number; tookMs: number }

export type OpenItem = { itemId: string; aspectRatio: AspectRatio; prompt: string | null }

/** Items of an order that still have to be drawn. */
export const listOpenItems = (db: Db, workspaceId: string, generationId: string) =>
  db.rows<OpenItem>(sql`
    select id as "itemId", aspect_ratio as "aspectRatio", prompt from creative.items
    where workspace_id = ${workspaceId} and generation_id = ${generationId} and status = any(${openStates})
    order by position`)

export const writePrompts = (
  db: Db,
  workspaceId: string,
  prompts: { itemId: string; prompt: string; altText: string }[],
  now: Date,
) =>
  db.rows(sql`
    update creative.items i set prompt = p.prompt, alt_text = p."altText", updated_at = ${now}
    from json_to_recordset(${JSON.stringify(prompts)}::json) as p("itemId" text, prompt text, "altText" text)
    where i.workspace_id = ${workspaceId} and i.id = p."itemId" and i.prompt is null`)

export type Rendering = { item: ItemRow; attempt: number }

/** Begins an attempt to draw; undefined when the picture is ready, blocked or cancelled already. */
export async function beginRendering(db: Db, workspaceId: string, itemId: string, now: Date) {
  const [begun] = await db.rows<Rendering>(sql`
    update creative.items i
    set status = 'rendering', attempts = attempts + 1, started_at = ${now}, updated_at = ${now}
    where i.workspace_id = ${workspaceId} and i.id = ${itemId} and i.status = any(${priorStates.rendering})
    returning i.attempts as attempt, ${itemObject} as item`)
  return begun
}

type Move = {
  status: ItemStatus
  /** The fence: a late call must not write over a newer one. Without it, whichever attempt is the last. */
  attempt?: number
  asset?: ItemRow['asset']
  problem?: Problem
}

/** Moves an item on; undefined when it was cancelled meanwhile or a newer attempt has begun. */
export async function moveItem(db: Db, workspaceId: string, itemId: string, move: Move, now: Date) {
  const [moved] = await db.rows<{ item: ItemRow }>(sql`
    update creative.items i
    set status = ${move.status}, asset = ${json(move.asset)}, problem = ${json(move.problem)}, updated_at = ${now}
    where i.workspace_id = ${workspaceId} and i.id = ${itemId} and i.status = any(${priorStates[move.status]})
      ${move.attempt === undefined ? empty : sql`and i.attempts = ${move.attempt}`}
    returning ${itemObject} as item`)
  return moved?.item
}

const json = (value: object | null | undefined) => (value ? JSON.stringify(value) : null)

/** Records what a call to the provider cost, whatever came of it. */
export const recordSpending = (
  db: Db,
  workspaceId: string,
  itemId: string,
  { model, costMicroUsd, tookMs }: Spent,
) =>
  db.rows(sql`
    update creative.items
    set model_asked = ${model.asked}, model_used = ${model.used}, took_ms = ${tookMs},
      cost_micro_usd = cost_micro_usd + ${costMicroUsd}
    where workspace_id = ${workspaceId} and id = ${itemId}`)
