import pg from 'pg'
import type { Sql } from 'sql-template-tag'
import * as z from 'zod'
import type { databaseEnv } from './env.ts'
import { once } from './once.ts'

export type Row = Record<string, unknown>

/** One connection, for what belongs to a session. */
export type DbSession = pg.ClientBase

/** Runs statements. What a `.sql.ts` function takes. */
export type Db = { rows<T extends Row>(statement: Sql): Promise<T[]> }

export type Database = Db & {
  /** One connection for the whole of `work`, for locks that belong to a session. */
  session<T>(work: (session: DbSession) => Promise<T>): Promise<T>
  end(): Promise<void>
}

// Rows carry times as the contracts do (ISO 8601, UTC) and 8-byte integers without loss.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString())
pg.types.setTypeParser(pg.types.builtins.INT8, BigInt)

/** A function handles one event at a time, so one connection is enough and Aurora has many functions to serve. */
export function openDatabase(config: () => Promise<pg.PoolConfig>): Database {
  const pool = once(async () => {
    const opened = new pg.Pool({
      max: 1,
      connectionTimeoutMillis: 20_000,
      ...(await config()),
    })
    // Aurora ends idle connections when it pauses; the pool opens a new one at the next query.
    opened.on('error', () => undefined)
    return opened
  })
  const session = async <T>(work: (client: pg.ClientBase) => Promise<T>) => {
    const client = await (await pool()).connect()
    try {
      return await work(client)
    } finally {
      client.release()
    }
  }
  return {
    rows: async <T extends Row>(statement: Sql) => (await (await pool()).query<T>(statement)).rows,
    session,
    end: async () => (await pool()).end(),
  }
}

const databaseSecret = z.object({ username: z.string(), password: z.string() })

/** The database of this stage, opened at the first query. TLS is set by `PGSSLMODE`, which pg reads itself. */
export const stageDatabase = (env: z.infer<typeof databaseEnv>): Database =>
  openDatabase(async () => {
    const { readSecret } = await import('./aws/secrets.ts')
    const { username, password } = await readSecret(env.DATABASE_SECRET_ARN, databaseSecret)
    return {
      host: env.DATABASE_HOST,
      port: env.DATABASE_PORT,
      database: env.DATABASE_NAME,
      user: username,
      password,
    }
  })
