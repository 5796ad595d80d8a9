import pg from 'pg'
import sql, { type Sql } from 'sql-template-tag'
import type * as z from 'zod'
import type { databaseEnv } from '../env.ts'
import { once } from '../once.ts'

export type Row = Record<string, unknown>

/** One connection, for what belongs to a session. */
export type DbSession = pg.ClientBase

/** Runs statements. What a `.sql.ts` function takes that reads, or writes all it has to in one statement. */
export type Db = { rows<T extends Row>(statement: Sql): Promise<T[]> }

declare const open: unique symbol
/** A transaction that is open. What a `.sql.ts` function takes whose work counts together with other work, or not at all. */
export type Tx = Db & { readonly [open]: true }

/** Whose rows are seen: those of a workspace, and what is a person's own. Row-level security hides all others. */
export type Tenant = { workspaceId?: string | undefined; userId?: string | undefined }

/** A database for one tenant, or for none. Each statement is a transaction of its own, unless in `transaction`. */
export type Database = Db & {
  of(tenant: Tenant): Database
  /** Rolls back when `work` throws. Outside effects come after it, never inside. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
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
      // Statements that wait for nothing of each other go out together: a tenant costs no round trip.
      pipeline: true,
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
  const of = (tenant: Tenant): Database => ({
    rows: (statement) => session((client) => runAlone(client, tenant, statement)),
    transaction: (work) => session((client) => runTogether(client, tenant, work)),
    of,
    session,
    end: async () => (await pool()).end(),
  })
  return of({})
}

/** Whether a statement failed for a value that must be unique and is taken. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '23505'

/** Local to the transaction, so that the next one on this connection, and the proxy's next client, start with nobody. */
const become = ({ workspaceId = '', userId = '' }: Tenant) =>
  sql`select set_config('dhol.workspace', ${workspaceId}, true), set_config('dhol.person', ${userId}, true)`

/** One round trip. When the statement fails, the commit that was sent behind it rolls back. */
async function runAlone<T extends Row>(client: pg.ClientBase, tenant: Tenant, statement: Sql): Promise<T[]> {
  const sent = [
    client.query('begin'),
    client.query(become(tenant)),
    client.query<T>(statement),
    client.query('commit'),
  ] as const
  await Promise.allSettled(sent)
  const [, , result] = await Promise.all(sent)
  return result.rows
}

async function runTogether<T>(client: pg.ClientBase, tenant: Tenant, work: (tx: Tx) => Promise<T>) {
  await Promise.all([client.query('begin'), client.query(become(tenant))])
  try {
    const tx: Db = { rows: async <R extends Row>(statement: Sql) => (await client.query<R>(statement)).rows }
    // The mark is for the compiler alone: nothing carries it at run time.
    const result = await work(tx as Tx)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** The database of this stage, opened at the first query. TLS is set by `PGSSLMODE`, which pg reads itself. */
export const stageDatabase = (env: z.infer<typeof databaseEnv>): Database =>
  openDatabase(async () => {
    const { readLogin } = await import('./login.ts')
    const { username, password } = await readLogin(env.DATABASE_SECRET_ARN)
    return {
      host: env.DATABASE_HOST,
      port: env.DATABASE_PORT,
      database: env.DATABASE_NAME,
      user: username,
      password,
    }
  })
