import sql from 'sql-template-tag'
import type { Db } from '../../platform/data/db.ts'

export type Stale = {
  workspaceId: string
  generationId: string
  run: number
  lostRuns: number
  updatedAt: string
}

/** Generations of all workspaces that had their turn, are under way and were last begun before `before`. For the sweep alone. */
export const listStaleGenerations = (db: Db, before: Date) =>
  db.rows<Stale>(sql`
    select workspace_id as "workspaceId", id as "generationId", run, lost_runs as "lostRuns",
      updated_at as "updatedAt"
    from creative.generations
    where status in ('queued', 'running') and (turn_at is not null or status = 'running') and updated_at < ${before}
    order by updated_at
    limit 100`)

/** Whether any generation of any workspace is under way. For the sweep alone. */
export async function isAnyUnderWay(db: Db) {
  const [found] = await db.rows(
    sql`select from creative.generations where status in ('queued', 'running') limit 1`,
  )
  return found !== undefined
}

/** Claims the next run of a lost generation; false when somebody else did, or it has ended. */
export async function claimNextRun(db: Db, { workspaceId, generationId, run }: Stale, now: Date) {
  const claimed = await db.rows(sql`
    update creative.generations set run = run + 1, lost_runs = lost_runs + 1, updated_at = ${now}
    where workspace_id = ${workspaceId} and id = ${generationId} and run = ${run} and status in ('queued', 'running')
    returning id`)
  return claimed.length > 0
}
