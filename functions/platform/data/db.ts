import { createHash } from 'node:crypto'
import pg from 'pg'
import sql, { type Sql } from 'sql-template-tag'
import type * as z from 'zod'
import type { databaseEnv } from '../env.ts'
import { createConnection, isLost, NotBegun, throwAway, wasShutDown } from './connection.ts'

export type Row = Record<string, unknown>

/** One connection, for what belongs to a session. */
export type DbSession = pg.ClientBase

/** Runs statements. @throws DatabaseUnavailable when the connection fails. What a `.sql.ts` function takes that reads, or writes all it has to in one statement. */
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
  /** Begins to connect before anybody asks; a failure is left to whoever asks first. */
  open(): void
  /** One connection for the whole of `work`, for locks that belong to a session. */
  session<T>(work: (session: DbSession) => Promise<T>): Promise<T>
  end(): Promise<void>
}

// Rows carry times as the contracts do (ISO 8601, UTC) and 8-byte integers without loss.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString())
pg.types.setTypeParser(pg.types.builtins.INT8, BigInt)

type Ask = <T extends Row>(client: pg.ClientBase, statement: Sql) => Promise<pg.QueryResult<T>>

/** With `prepared`, a connection keeps each statement parsed: docs/decisions/0025. */
export function openDatabase(
  config: () => Promise<pg.ClientConfig>,
  { prepared }: { prepared: boolean },
): Database {
  const connection = createConnection(config)
  const ask: Ask = (client, { text, values }) =>
    client.query({ text, values, ...(prepared && { name: nameOf(text) }) })
  const of = (tenant: Tenant): Database => ({
    rows: (statement) => connection.share((client) => runAlone(client, ask, tenant, statement)),
    transaction: (work) =>
      withoutDeadlock(() => connection.hold((client) => runTogether(client, ask, tenant, work))),
    of,
    open: connection.open,
    session: connection.hold,
    end: connection.end,
  })
  return of({})
}

const names = new Map<string, string>()

/** The name of a prepared statement: of its text alone, which holds no values, so there are few. */
function nameOf(text: string): string {
  const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url')
  names.set(text, name)
  return name
}

/** Whether a statement failed for a value that must be unique and is taken. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '23505'

/** Of two transactions that wait for each other PostgreSQL rolls one back whole: it is done once more, behind the other. */
const withoutDeadlock = <T>(run: () => Promise<T>): Promise<T> =>
  run().catch((error: unknown) => {
    if (error instanceof pg.DatabaseError && error.code === '40P01') return run()
    throw error
  })

/** Makes a transaction that of a tenant. Local to the transaction, so that the next one on this connection, and the proxy's next client, start with nobody. */
export const become = ({ workspaceId = '', userId = '' }: Tenant) =>
  sql`select set_config('dhol.workspace', ${workspaceId}, true), set_config('dhol.person', ${userId}, true)`

/** One round trip. When the statement fails, the commit that was sent behind it rolls back. */
async function runAlone<T extends Row>(client: pg.ClientBase, ask: Ask, tenant: Tenant, statement: Sql) {
  const asked = [client.query('begin'), ask(client, become(tenant)), ask<T>(client, statement)] as const
  const committed = client.query('commit')
  await Promise.allSettled([...asked, committed])
  // The server does one after the other: what it ended before the commit was not done.
  const [, , result] = await Promise.all(asked).catch((error: unknown) => {
    if (wasShutDown(client, error)) throw new NotBegun('The connection ended', { cause: error })
    return throwAway(error)
  })
  await committed.catch(throwAway)
  return result.rows
}

async function runTogether<T>(
  client: pg.ClientBase,
  ask: Ask,
  tenant: Tenant,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const begun = [client.query('begin'), ask(client, become(tenant))]
  await Promise.allSettled(begun)
  await Promise.all(begun).catch((error: unknown) => {
    // Nothing else was sent: whatever cut the connection, the work was not done.
    throw isLost(error) ? new NotBegun('The connection was lost', { cause: error }) : error
  })
  try {
    const rows = async <R extends Row>(statement: Sql) =>
      (await ask<R>(client, statement).catch(throwAway)).rows
    const tx: Db = { rows }
    // The mark is for the compiler alone: nothing carries it at run time.
    const result = await work(tx as Tx)
    await client.query('commit').catch(throwAway)
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined) // a connection that is gone has nothing to take back
    throw error
  }
}

/** The database of this stage, opened at the first query. TLS is set by `PGSSLMODE`, which pg reads itself. */
export const stageDatabase = (env: z.infer<typeof databaseEnv>): Database => {
  const config = async () => {
    const { readLogin } = await import('./login.ts')
    const { username, password } = await readLogin(env.DATABASE_SECRET_ARN)
    return {
      host: env.DATABASE_HOST,
      port: env.DATABASE_PORT,
      database: env.DATABASE_NAME,
      user: username,
      password,
    }
  }
  return openDatabase(config, { prepared: env.DATABASE_PREPARED })
}
