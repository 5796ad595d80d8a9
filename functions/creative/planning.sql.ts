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

/** Notes how an attempt to write prompts failed. */
export const recordPlanningFailure = (db: Db, workspaceId: string, id: string, failure: string) =>
  db.rows(sql`
    update creative.generations set failures = array_append(failures, ${failure})
    where workspace_id = ${workspaceId} and id = ${id}`)

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
