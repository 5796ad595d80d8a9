import sql from 'sql-template-tag'
import type { Db } from '../platform/data/db.ts'
import type { Tries } from './retries.ts'

/** Counts an attempt to write prompts, and gives what was tried before it; undefined when the generation has ended. */
export async function beginPlanning(db: Db, workspaceId: string, id: string) {
  const [tried] = await db.rows<Tries>(sql`
    update creative.generations set tries = tries + 1
    where workspace_id = ${workspaceId} and id = ${id} and status = 'running'
    returning begun_at as "begunAt", old.tries, failures`)
  return tried
}

/** Adds what an attempt to write prompts cost, and notes how it failed, if it did. */
export const recordPlanning = (
  db: Db,
  workspaceId: string,
  id: string,
  { costMicroUsd, failure }: { costMicroUsd: number; failure?: string },
) =>
  db.rows(sql`
    update creative.generations set cost_micro_usd = cost_micro_usd + ${costMicroUsd},
      failures = failures || ${failure === undefined ? [] : [failure]}::text[]
    where workspace_id = ${workspaceId} and id = ${id}`)

export const writePrompts = (
  db: Db,
  workspaceId: string,
  prompts: { pictureId: string; prompt: string; altText: string | null }[],
  now: Date,
) =>
  db.rows(sql`
    update creative.pictures p set prompt = w.prompt, alt_text = w."altText", updated_at = ${now}
    from json_to_recordset(${JSON.stringify(prompts)}::json) as w("pictureId" text, prompt text, "altText" text)
    where p.workspace_id = ${workspaceId} and p.id = w."pictureId" and p.prompt is null`)
