import pg from 'pg'
import { DatabaseUnavailable } from '../errors.ts'

/** A database that slept needs about 15 s. */
export const connectMs = 20_000
/** For one that is there. */
export const aliveMs = 2_000

/** Sends its first query in the tick in which it is called. */
type Work<T> = (client: pg.ClientBase) => Promise<T>

export type Connection = {
  /** Begins to connect, so that the first request finds it done. A failure is left to that request, which tries again. */
  open(): void
  /** For queries that are sent in one tick: those of others may go out right behind them. */
  share<T>(work: Work<T>): Promise<T>
  /** For queries that depend on each other: nobody else sends any until `work` is done. */
  hold<T>(work: Work<T>): Promise<T>
  end(): Promise<void>
}

/** Thrown by work which is sure that nothing was done, since the connection was lost first. It is then done once more. */
export class NotBegun extends Error {
  override readonly name = 'NotBegun'
}

/**
 * A function may sleep for minutes between two requests, and hears nothing then of a connection that was cut. One that
 * was silent for so long is asked before it is given work.
 */
const trustedMs = 30_000

/**
 * One connection to PostgreSQL, opened when it is wanted and opened again after it was lost: a function handles one
 * event at a time, and Aurora has many functions to serve. It is never closed for being idle. `config` is asked each
 * time that one is opened, and once more when its password is refused.
 */
export function createConnection(config: () => Promise<pg.ClientConfig>): Connection {
  let current: Promise<pg.Client> | undefined
  let early: Promise<unknown> = Promise.resolve()
  let held: Promise<unknown> | undefined
  let usedAt = 0

  const connect = (): Promise<pg.Client> => {
    const opening = openClient(config, () => {
      if (current === opening) current = undefined
    })
    current = opening
    usedAt = Date.now()
    return opening
  }

  const ready = async (): Promise<pg.Client> => {
    await early
    const client = await (current ?? connect())
    if (Date.now() - usedAt <= trustedMs || (await isAlive(client))) return client
    current = undefined
    return connect()
  }

  const send = async <T>(work: Work<T>): Promise<T> => {
    for (;;) {
      while (held) await held
      const client = await ready()
      usedAt = Date.now()
      // Looked at in the tick that sends: somebody else may have taken hold while the connection was opened.
      if (!held) return work(client).catch(dropping(current, client))
    }
  }

  /** A connection that failed is not used again: it may lead to a writer that Aurora has made a reader. */
  const dropping = (used: Promise<pg.Client> | undefined, client: pg.Client) => (error: unknown) => {
    const isAway = error instanceof DatabaseUnavailable || error instanceof NotBegun
    if (isAway && current === used) {
      current = undefined
      void client.end().catch(() => undefined)
    }
    throw error
  }

  const sendTwice = async <T>(work: Work<T>): Promise<T> => {
    try {
      return await send(work)
    } catch (error) {
      if (!(error instanceof NotBegun)) throw error
      return send(work).catch((again: unknown) => {
        throw again instanceof NotBegun ? away(again) : again
      })
    }
  }

  const holding =
    <T>(work: Work<T>): Work<T> =>
    (client) => {
      const done = work(client)
      held = Promise.allSettled([done]).then(() => {
        held = undefined
      })
      return done
    }

  return {
    open: () => {
      early = connect().catch(() => undefined)
    },
    share: sendTwice,
    hold: (work) => sendTwice(holding(work)),
    end: async () => (await current)?.end(),
  }
}

/** `lost` is called when it does not open, and when it ends for whatever reason. */
async function openClient(config: () => Promise<pg.ClientConfig>, lost: () => void): Promise<pg.Client> {
  try {
    const client = await logIn(config).catch((error: unknown) => {
      if (isWrongPassword(error)) return logIn(config)
      throw error
    })
    client.on('error', lost).on('end', lost)
    return client
  } catch (error) {
    lost()
    throw error
  }
}

async function logIn(config: () => Promise<pg.ClientConfig>): Promise<pg.Client> {
  const client = new pg.Client({
    connectionTimeoutMillis: connectMs,
    // Statements that wait for nothing of each other go out together: a tenant costs no round trip.
    pipeline: true,
    ...(await config()),
  })
  client.on('error', () => undefined) // what fails here, `connect` throws
  await client.connect().catch(throwAway)
  return client
}

/** The password may have been changed after the secret was read. */
const isWrongPassword = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '28P01'

const question = { text: 'select', query_timeout: aliveMs }
const isAlive = (client: pg.Client): Promise<boolean> =>
  client.query(question).then(
    () => true,
    () => false,
  )

const isShutDown = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code?.startsWith('57P') === true

const shutDown = new WeakSet<pg.ClientBase>()

/**
 * Whether the server ended the connection instead of doing what it was asked for (class 57P of its codes). It says so to
 * the first that waits; whatever was sent behind that one only hears that the connection is gone.
 */
export function wasShutDown(client: pg.ClientBase, error: unknown): boolean {
  if (isShutDown(error)) shutDown.add(client)
  return shutDown.has(client)
}

/** Whether the connection failed, and not the statement. */
export const isLost = (error: unknown): boolean => !(error instanceof pg.DatabaseError) || isShutDown(error)

/**
 * Codes of a database that is away though it answers: class 08, a broken connection; 53300, no connection left; 25006, a
 * writer that became a reader when Aurora failed over. Source: postgresql.org/docs/18/errcodes-appendix.html.
 */
const awayCodes = /^(08...|53300|25006)$/

const away = (cause: unknown) => new DatabaseUnavailable('The database is away', { cause })

/** For what failed at a connection. @throws DatabaseUnavailable where the connection is to blame, else what failed */
export function throwAway(error: unknown): never {
  const code = error instanceof pg.DatabaseError ? (error.code ?? '') : ''
  if (!isLost(error) && !awayCodes.test(code)) throw error
  throw away(error)
}
