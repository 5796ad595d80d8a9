import sql, { empty } from 'sql-template-tag'
import type { GenerationStatus, Problem } from '../../contracts/creative.ts'
import type { Db } from '../platform/data/db.ts'
import type { GenerationRow } from './generations.ts'
import { itemObject } from './items.sql.ts'
import { openStates, priorStates } from './items.ts'

const columns = sql`
  g.id, g.brand_id as "brandId", g.brief, g.status, g.credits, g.run,
  g.created_at as "createdAt", g.finished_at as "finishedAt",
  (select json_agg(${itemObject} order by i.position) from creative.items i where i.generation_id = g.id) as items`

type Once = { idempotencyKey: string | undefined; orderHash: string }

/** Writes an order and its items; false when the brand is not the workspace's or the key was used before. */
export async function insertGeneration(db: Db, workspaceId: string, row: GenerationRow, once: Once) {
  const items = JSON.stringify(row.items.map((item, position) => ({ ...item, position })))
  const inserted = await db.rows(sql`
    with new_generation as (
      insert into creative.generations (id, workspace_id, brand_id, brief, status, credits, run,
        idempotency_key, order_hash, created_at, updated_at)
      select ${row.id}, ${workspaceId}, b.id, ${row.brief}, ${row.status}, ${row.credits}::integer, ${row.run}::integer,
        ${once.idempotencyKey ?? null}, ${once.orderHash}, ${row.createdAt}::timestamptz, ${row.createdAt}::timestamptz
      from creative.brands b
      where b.id = ${row.brandId} and b.workspace_id = ${workspaceId}
      on conflict (workspace_id, idempotency_key) do nothing
      returning id
    )
    insert into creative.items (id, workspace_id, generation_id, position, aspect_ratio, status, storage_key,
      expected_seconds, updated_at)
    select i.id, ${workspaceId}, g.id, i.position, i."aspectRatio", i.status, i."storageKey",
      i."expectedSeconds", ${row.createdAt}::timestamptz
    from new_generation g, json_to_recordset(${items}::json) as i(id text, position integer, "aspectRatio" text,
      status text, "storageKey" text, "expectedSeconds" integer)
    returning id`)
  return inserted.length > 0
}

export async function findGeneration(db: Db, workspaceId: string, id: string) {
  const [found] = await db.rows<GenerationRow>(sql`
    select ${columns} from creative.generations g where g.workspace_id = ${workspaceId} and g.id = ${id}`)
  return found
}

export async function findGenerationByKey(db: Db, workspaceId: string, idempotencyKey: string) {
  const [found] = await db.rows<GenerationRow & { orderHash: string }>(sql`
    select ${columns}, g.order_hash as "orderHash" from creative.generations g
    where g.workspace_id = ${workspaceId} and g.idempotency_key = ${idempotencyKey}`)
  return found
}

/** Newest first, below the cursor. */
export const listGenerations = (
  db: Db,
  workspaceId: string,
  page: { cursor?: string | undefined; limit: number },
) =>
  db.rows<GenerationRow>(sql`
    select ${columns} from creative.generations g
    where g.workspace_id = ${workspaceId} ${page.cursor ? sql`and g.id < ${page.cursor}` : empty}
    order by g.id desc
    limit ${page.limit}`)

/**
 * queued or running → running, and the items that have no prompt yet → writing_prompt. Gives when this run began;
 * undefined when the order has ended.
 */
export async function beginGeneration(db: Db, workspaceId: string, id: string, now: Date) {
  const [begun] = await db.rows<{ begunAt: string }>(sql`
    with begun as (
      update creative.generations
      set status = 'running', updated_at = case when status = 'queued' then ${now} else updated_at end
      where workspace_id = ${workspaceId} and id = ${id} and status in ('queued', 'running')
      returning id, updated_at
    ), writing as (
      update creative.items i set status = 'writing_prompt', updated_at = ${now} from begun
      where i.generation_id = begun.id and i.prompt is null and i.status = any(${priorStates.writing_prompt})
    )
    select updated_at as "begunAt" from begun`)
  return begun && Date.parse(begun.begunAt)
}

/** Ends an order whose items have all ended; undefined when it had ended before. */
export async function finishGeneration(db: Db, workspaceId: string, id: string, now: Date) {
  const [finished] = await db.rows<{ status: GenerationStatus }>(sql`
    update creative.generations g
    set finished_at = ${now}, updated_at = ${now},
      status = case when i.ready = i.total then 'succeeded' when i.ready > 0 then 'partly_succeeded' else 'failed' end
    from (
      select count(*) as total,
        count(*) filter (where status = 'ready') as ready,
        count(*) filter (where status = any(${openStates})) as open
      from creative.items where workspace_id = ${workspaceId} and generation_id = ${id}
    ) i
    where g.workspace_id = ${workspaceId} and g.id = ${id} and g.status in ('queued', 'running') and i.open = 0
    returning g.status`)
  return finished?.status
}

/** How an order ended; undefined while it is under way. */
export async function findEnd(db: Db, workspaceId: string, id: string) {
  const [ended] = await db.rows<{ status: GenerationStatus }>(sql`
    select status from creative.generations
    where workspace_id = ${workspaceId} and id = ${id} and status not in ('queued', 'running')`)
  return ended?.status
}

/** Stops an order that is under way, with its open items; undefined when it has ended. */
export async function cancelGeneration(db: Db, workspaceId: string, id: string, now: Date) {
  const [cancelled] = await db.rows<{ run: number }>(sql`
    with cancelled as (
      update creative.generations set status = 'cancelled', finished_at = ${now}, updated_at = ${now}
      where workspace_id = ${workspaceId} and id = ${id} and status in ('queued', 'running')
      returning id, run
    ), items as (
      update creative.items i set status = 'cancelled', updated_at = ${now} from cancelled
      where i.generation_id = cancelled.id and i.status = any(${priorStates.cancelled})
    )
    select run from cancelled`)
  return cancelled
}

/** Queues the blocked and failed pictures of an ended order for a new run; undefined when there are none. */
export async function requeueGeneration(db: Db, workspaceId: string, id: string, now: Date) {
  const [requeued] = await db.rows<{ run: number }>(sql`
    with requeued as (
      update creative.generations g
      set status = 'queued', run = run + 1, lost_runs = 0, finished_at = null, updated_at = ${now}
      where workspace_id = ${workspaceId} and id = ${id} and status in ('partly_succeeded', 'failed')
      returning id, run
    ), items as (
      update creative.items i
      set status = 'queued', problem = null, prompt = null, updated_at = ${now} from requeued
      where i.generation_id = requeued.id and i.status = any(${priorStates.queued})
    )
    select run from requeued`)
  return requeued
}

/** Gives every open item of an order the same problem. */
export const failOpenItems = (db: Db, workspaceId: string, id: string, problem: Problem, now: Date) =>
  db.rows(sql`
    update creative.items set status = 'failed', problem = ${JSON.stringify(problem)}, updated_at = ${now}
    where workspace_id = ${workspaceId} and generation_id = ${id} and status = any(${priorStates.failed})`)

export type Stale = {
  workspaceId: string
  generationId: string
  run: number
  lostRuns: number
  updatedAt: string
}

/** Orders of all workspaces that are under way and were last begun before `before`. For the sweep alone. */
export const listStaleGenerations = (db: Db, before: Date) =>
  db.rows<Stale>(sql`
    select workspace_id as "workspaceId", id as "generationId", run, lost_runs as "lostRuns",
      updated_at as "updatedAt"
    from creative.generations
    where status in ('queued', 'running') and updated_at < ${before}
    order by updated_at
    limit 100`)

/** Claims the next run of a lost order; false when somebody else did, or it has ended. */
export async function claimNextRun(db: Db, { workspaceId, generationId, run }: Stale, now: Date) {
  const claimed = await db.rows(sql`
    update creative.generations set run = run + 1, lost_runs = lost_runs + 1, updated_at = ${now}
    where workspace_id = ${workspaceId} and id = ${generationId} and run = ${run} and status in ('queued', 'running')
    returning id`)
  return claimed.length > 0
}
