import sql from 'sql-template-tag'
import type { Db } from '../../platform/data/db.ts'
import type { Run } from '../machine.ts'

/**
 * Gives turns to generations that wait, of whatever workspace, as far as `atOnce` pictures of the stage allow. Whoever is
 * given a run starts it. How they are chosen: migration 20.
 */
export const takeTurns = (db: Db, atOnce: number, now: Date) =>
  db.rows<Run>(sql`
    select "workspaceId", "generationId", run from creative.take_turns(${now}::timestamptz, ${atOnce}::integer)`)
