import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { type Database, openDatabase } from '../../../functions/platform/data/db.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { loginOf } from '../../support/cloud/database-logins.ts'
import { openSuperuser, type Superuser } from '../../support/cloud/superuser.ts'
import { eventually } from '../../support/eventually.ts'
import { newColleague } from '../../support/people/client.ts'
import { newId } from '../../support/requests/endpoint-callers.ts'
import { watchTrips } from '../../support/trips.ts'

const cloud = testCloud()
let superuser: Superuser
let network: Awaited<ReturnType<typeof watchTrips>>
beforeAll(async () => {
  superuser = openSuperuser(cloud().databaseUrl)
  const { hostname: host, port } = new URL(cloud().databaseUrl)
  network = await watchTrips('database', { host, port: Number(port) }, [])
})
afterAll(() => {
  network?.close()
  return superuser?.end()
})

const workspaceId = newId('wsp')
const configOf = async (port: number) => {
  const { username: user, password } = loginOf(cloud(), 'creative')
  const database = new URL(cloud().databaseUrl).pathname.slice(1)
  return { host: '127.0.0.1', port, database, user, password }
}
let db: Database
/** Over the network that can fail. */
let shaky: Database
beforeEach(() => {
  const open = (port: number) => {
    const opened = openDatabase(() => configOf(port), { prepared: true })
    onTestFinished(() => opened.end())
    return opened.of({ workspaceId })
  }
  db = open(Number(new URL(cloud().databaseUrl).port))
  shaky = open(network.port)
})

const backend = async (of: Database) =>
  (await of.rows<{ pid: number }>(sql`select pg_backend_pid() as pid`))[0]?.pid
const terminate = (pid: number | undefined) => superuser.rows('select pg_terminate_backend($1)', [pid])
const insertion = (id: string) => sql`
  insert into creative.brands (id, workspace_id, name, sells, audience, colours, tone, created_at)
  values (${id}, ${workspaceId}, 'x', '', '', '{}', '', now())`
const countOf = async (id: string) =>
  (await superuser.rows('select from creative.brands where id = $1', [id])).length

test('a page sees no error when every connection of the services is ended between two requests', async () => {
  const { call } = await newColleague(cloud(), { role: 'editor', tier: 'business' })
  for (let time = 0; time < 5; time++) {
    await superuser.rows(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename like 'dhol\\_%'`,
    )
    const answers = await Promise.all([call('/v1/brands'), call('/v1/auth/me')])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
  }
})

test('a statement, a transaction and a change are done once on a new connection', async () => {
  for (let time = 0; time < 5; time++) {
    const before = await backend(db)
    await terminate(before)
    const id = newId('brd')
    if (time % 2) await db.rows(insertion(id))
    else await db.transaction((tx) => tx.rows(insertion(id)))
    expect(await countOf(id)).toBe(1)
    expect(await backend(db)).not.toBe(before)
  }
})

test('a change whose answer was lost is not made a second time', async () => {
  await backend(shaky)
  const id = newId('brd')
  network.mute()
  const changing = shaky.rows(insertion(id))
  await eventually(
    () => countOf(id),
    (count) => count === 1,
  )
  network.cut()
  await expect(changing).rejects.toThrow()
  expect(await countOf(id)).toBe(1)
  expect(await backend(shaky)).toBeGreaterThan(0)
})

test('a connection that was silent for long is asked before it is given work', async () => {
  const before = await backend(shaky)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 })
  onTestFinished(() => void vi.useRealTimers())
  network.deafen()
  const id = newId('brd')
  await shaky.rows(insertion(id))
  expect(await countOf(id)).toBe(1)
  expect(await backend(shaky)).not.toBe(before)
})

test('a connection that did not open with the function is opened by its first request', async () => {
  let times = 0
  const refusedOnce = async () => {
    if (times++ === 0) throw new Error('the secret is not there yet')
    return configOf(network.port)
  }
  const database = openDatabase(refusedOnce, { prepared: true })
  onTestFinished(() => database.end())
  database.open()
  expect(await database.rows(sql`select 1 as one`)).toEqual([{ one: 1 }])
  expect(times).toBe(2)
})

test('a password that was changed after the secret was read is read again, once', async () => {
  const config = await configOf(Number(new URL(cloud().databaseUrl).port))
  const passwords = ['the old one', config.password, 'the old one', 'the old one', config.password]
  const open = () => {
    const opened = openDatabase(async () => ({ ...config, password: passwords.shift() }), { prepared: true })
    onTestFinished(() => opened.end().catch(() => undefined))
    return opened
  }
  expect(await open().rows(sql`select 1 as one`)).toEqual([{ one: 1 }])
  const wrong = open()
  await expect(wrong.rows(sql`select 1 as one`)).rejects.toMatchObject({ code: '28P01' })
  expect(passwords).toEqual([config.password])
  expect(await wrong.rows(sql`select 1 as one`)).toEqual([{ one: 1 }])
})

test('what is sent beside a transaction is no part of it', async () => {
  const other = db.of({ workspaceId: newId('wsp') })
  const tenantOf = (of: Pick<Database, 'rows'>) =>
    of.rows<{ tenant: string }>(sql`select current_setting('dhol.workspace') as tenant`)
  const id = newId('brd')
  const undone = expect(
    db.transaction(async (tx) => {
      await tx.rows(insertion(id))
      const seen = await tenantOf(tx)
      await tx.rows(sql`select pg_sleep(0.1)`)
      expect(await tenantOf(tx)).toEqual(seen)
      throw new Error('undone')
    }),
  ).rejects.toThrow('undone')
  const [mine] = await tenantOf(db)
  const beside = Array.from({ length: 20 }, () => tenantOf(other))
  await undone
  expect(mine).toEqual({ tenant: workspaceId })
  for (const rows of await Promise.all(beside)) expect(rows).not.toEqual([mine])
  expect(await countOf(id)).toBe(0)
})

const rejected = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.name : error),
  )
const one = sql`select 1 as one`

test('a database that is away has a name of its own: nobody listens, or the network is cut', async () => {
  const nobody = openDatabase(() => configOf(1), { prepared: true })
  expect(await rejected(nobody.rows(one))).toBe('DatabaseUnavailable')
  expect(await rejected(nobody.transaction((tx) => tx.rows(one)))).toBe('DatabaseUnavailable')

  const cut = shaky.transaction(async (tx) => {
    await tx.rows(one)
    network.mute()
    const asking = tx.rows(one)
    network.cut()
    await asking
  })
  expect(await rejected(cut)).toBe('DatabaseUnavailable')
})

test('a writer that became a reader is left for a new connection', async () => {
  const before = await backend(db)
  const readOnly = db.transaction(async (tx) => {
    await tx.rows(sql`set transaction read only`)
    await tx.rows(insertion(newId('brd')))
  })
  expect(await rejected(readOnly)).toBe('DatabaseUnavailable')
  expect(await backend(db)).not.toBe(before)
})

test('a wrong password, a broken rule and what the work itself throws are not the database being away', async () => {
  const stranger = openDatabase(
    async () => ({ ...(await configOf(Number(new URL(cloud().databaseUrl).port))), password: 'x' }),
    {
      prepared: true,
    },
  )
  expect(await rejected(stranger.rows(one))).not.toBe('DatabaseUnavailable')
  expect(await rejected(db.rows(sql`select 1 / 0`))).not.toBe('DatabaseUnavailable')
  const undone = db.transaction(async () => {
    throw new RangeError('undone')
  })
  expect(await rejected(undone)).toBe('RangeError')
})
