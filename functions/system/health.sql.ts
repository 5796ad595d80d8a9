import sql from 'sql-template-tag'
import type { Db } from '../platform/data/db.ts'

/** @throws Error when the database does not answer */
export const askDatabase = (db: Db) => db.rows(sql`select 1`)
