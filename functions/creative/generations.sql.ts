import sql, { empty } from 'sql-template-tag'
import { briefExcerpt, type GenerationStatus, type Problem } from '../../contracts/creative.ts'
import type { Db, Tx } from '../platform/data/db.ts'
import type { GenerationRow, GenerationSummaryRow } from './generations.ts'
import type { Run } from './machine.ts'
import { pictureObject } from './pictures/pictures.sql.ts'
import { openStates, type PictureRow, priorStates } from './pictures/pictures.ts'

const columns = sql`
  g.id, g.brand_id as "brandId", g.brief, g.status, g.credits, g.run,
  g.created_at as "createdAt", g.finished_at as "finishedAt",
  (select coalesce(json_agg(${pictureObject} order by p.position), '[]') from creative.pictures p
    where p.generation_id = g.id and p.deletion_id is null) as pictures`

/** `picturesAtOnce` is how many of the workspace may be drawn at a time. */
type Asking = { idempotencyKey: string | undefined; inputHash: string; picturesAtOnce: number }

/** Writes a generation and its pictures; false when the brand is not the workspace's or the key was used before. */
export async function insertGeneration(tx: Tx, workspaceId: string, row: GenerationRow, asking: Asking) {
  const pictures = JSON.stringify(row.pictures.map((picture, position) => ({ ...picture, position })))
  const inserted = await tx.rows(sql`
    with new_generation as (
      insert into creative.generations (id, workspace_id, brand_id, brief, status, credits, run,
        turn_pictures, pictures_at_once, idempotency_key, input_hash, created_at, updated_at)
      select ${row.id}, ${workspaceId}, b.id, ${row.brief}, ${row.status}, ${row.credits}::integer, ${row.run}::integer,
        ${row.pictures.length}::integer, ${asking.picturesAtOnce}::integer, ${asking.idempotencyKey ?? null},
        ${asking.inputHash}, ${row.createdAt}::timestamptz, ${row.createdAt}::timestamptz
      from creative.brands b
      where b.id = ${row.brandId} and b.workspace_id = ${workspaceId} and b.archived_at is null and b.deletion_id is null
      on conflict (workspace_id, idempotency_key) do nothing
      returning id
    )
    insert into creative.pictures (id, workspace_id, generation_id, position, aspect_ratio, status, storage_key,
      expected_seconds, updated_at)
    select p.id, ${workspaceId}, g.id, p.position, p."aspectRatio", p.status, p."storageKey",
      p."expectedSeconds", ${row.createdAt}::timestamptz
    from new_generation g, json_to_recordset(${pictures}::json) as p(id text, position integer, "aspectRatio" text,
      status text, "storageKey" text, "expectedSeconds" integer)
    returning id`)
  return inserted.length > 0
}

export async function findGeneration(db: Db, workspaceId: string, id: string) {
  const [found] = await db.rows<GenerationRow>(sql`
    select ${columns} from creative.generations g
    where g.workspace_id = ${workspaceId} and g.id = ${id} and g.deletion_id is null`)
  return found
}

export async function findGenerationByKey(db: Db, workspaceId: string, idempotencyKey: string) {
  const [found] = await db.rows<GenerationRow & { inputHash: string }>(sql`
    select ${columns}, g.input_hash as "inputHash" from creative.generations g
    where g.workspace_id = ${workspaceId} and g.idempotency_key = ${idempotencyKey} and g.deletion_id is null`)
  return found
}

/** Newest first, below the cursor, without what only the page of a single one shows. */
export const listGenerations = (
  db: Db,
  workspaceId: string,
  page: { cursor?: string | undefined; limit: number },
) =>
  db.rows<GenerationSummaryRow>(sql`
    select g.id, g.brand_id as "brandId", left(g.brief, ${briefExcerpt + 1}) as brief, g.status, g.credits,
      g.created_at as "createdAt", g.finished_at as "finishedAt",
      (select coalesce(json_agg(json_build_object('id', p.id, 'aspectRatio', p.aspect_ratio, 'status', p.status,
          'altText', p.alt_text, 'storageKey', p.storage_key, 'isStored', p.asset is not null) order by p.position), '[]')
        from creative.pictures p where p.generation_id = g.id and p.deletion_id is null) as pictures
    from creative.generations g
    where g.workspace_id = ${workspaceId} and g.deletion_id is null ${page.cursor ? sql`and g.id < ${page.cursor}` : empty}
    order by g.id desc
    limit ${page.limit}`)

/**
 * queued or running → running, and the pictures that have no prompt yet → writing_prompt. Gives those pictures; undefined
 * when the generation has ended.
 */
export async function beginGeneration(db: Db, workspaceId: string, id: string, now: Date) {
  const [begun] = await db.rows<{ writing: PictureRow[] }>(sql`
    with begun as (
      update creative.generations
      set status = 'running', begun_at = coalesce(begun_at, ${now}),
        updated_at = case when status = 'queued' then ${now} else updated_at end
      where workspace_id = ${workspaceId} and id = ${id} and status in ('queued', 'running')
      returning id
    ), writing as (
      update creative.pictures p set status = 'writing_prompt', updated_at = ${now} from begun
      where p.generation_id = begun.id and p.prompt is null and p.status = any(${priorStates.writing_prompt})
      returning p.position, ${pictureObject} as picture
    )
    select coalesce((select json_agg(picture order by position) from writing), '[]') as writing from begun`)
  return begun?.writing
}

type End = { status: GenerationStatus; finishedAt: string }

/** Why a picture fails by the fault of its brief. */
const faultsOfBriefs: Problem['code'][] = ['brief_blocked', 'brief_rejected', 'picture_blocked']

/**
 * Ends a generation whose pictures have all ended; undefined when it had ended before. `faults` counts its pictures that
 * failed by no fault of the brief.
 */
export async function finishGeneration(db: Db, workspaceId: string, id: string, now: Date) {
  const [finished] = await db.rows<End & { faults: number }>(sql`
    update creative.generations g
    set finished_at = ${now}, updated_at = ${now},
      status = case when p.ready = p.total then 'succeeded' when p.ready > 0 then 'partly_succeeded' else 'failed' end
    from (
      select count(*) as total,
        count(*) filter (where status = 'ready') as ready,
        count(*) filter (where status = any(${openStates})) as open,
        count(*) filter (where status = 'failed' and problem->>'code' <> all(${faultsOfBriefs}))::integer as faults
      from creative.pictures where workspace_id = ${workspaceId} and generation_id = ${id}
    ) p
    where g.workspace_id = ${workspaceId} and g.id = ${id} and g.status in ('queued', 'running') and p.open = 0
    returning g.status, g.finished_at as "finishedAt", p.faults`)
  return finished
}

/** How a generation ended; undefined while it is under way. */
export async function findEnd(db: Db, workspaceId: string, id: string) {
  const [ended] = await db.rows<End>(sql`
    select status, finished_at as "finishedAt" from creative.generations
    where workspace_id = ${workspaceId} and id = ${id} and status not in ('queued', 'running')`)
  return ended
}

/** Queues the blocked and failed pictures of an ended generation for a new run; undefined when there are none. */
export async function requeueGeneration(
  tx: Tx,
  workspaceId: string,
  id: string,
  picturesAtOnce: number,
  now: Date,
) {
  const [requeued] = await tx.rows<{ run: number; pictures: number }>(sql`
    with requeued as (
      update creative.generations g
      set status = 'queued', run = run + 1, lost_runs = 0, finished_at = null, updated_at = ${now},
        begun_at = null, tries = 0, failures = '{}', turn_at = null, pictures_at_once = ${picturesAtOnce},
        turn_pictures = p.count
      from (select count(*) from creative.pictures p
        where p.workspace_id = ${workspaceId} and p.generation_id = ${id} and p.deletion_id is null
          and p.status = any(${priorStates.queued})) p
      where g.workspace_id = ${workspaceId} and g.id = ${id} and g.status in ('partly_succeeded', 'failed')
        and g.deletion_id is null and p.count > 0
      returning g.id, g.run, g.turn_pictures
    ), pictures as (
      update creative.pictures p
      set status = 'queued', problem = null, prompt = null, tries = 0, failures = '{}', updated_at = ${now}
      from requeued
      where p.generation_id = requeued.id and p.deletion_id is null and p.status = any(${priorStates.queued})
    )
    select run, turn_pictures as pictures from requeued`)
  return requeued
}

/** Gives every open picture of a generation the same problem, unless another run has begun meanwhile: they are that one's. */
export const failOpenPictures = (
  db: Db,
  { workspaceId, generationId, run }: Run,
  problem: Problem,
  now: Date,
) =>
  db.rows(sql`
    with held as (
      select id from creative.generations
      where workspace_id = ${workspaceId} and id = ${generationId} and run = ${run}
      for share
    )
    update creative.pictures p set status = 'failed', problem = ${JSON.stringify(problem)}, updated_at = ${now}
    from held
    where p.workspace_id = ${workspaceId} and p.generation_id = held.id and p.status = any(${priorStates.failed})`)
