import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  truncateSync,
} from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureRole, type Postgres, startPostgres } from '../../../local/postgres/postgres.ts'
import type { StartError } from '../../../local/start/start-error.ts'
import { eventually } from '../../support/eventually.ts'

const dataDir = join(mkdtempSync(join(tmpdir(), 'postgres-')), 'postgres')
const master = { username: 'dhol', password: "it's 'quoted'", databaseName: 'dhol' }
let postgres: Postgres
const lost: string[] = []
const onLost = ({ message, advice }: StartError) => void lost.push(`${message} ${advice}`)
beforeAll(async () => {
  postgres = await startPostgres({ dataDir, onLost })
  await ensureRole(postgres.url, master)
}, 30_000)
afterAll(async () => {
  await postgres.stop()
  await rm(join(dataDir, '..'), { recursive: true, force: true })
})

const asMaster = async <T>(work: (client: Client) => Promise<T>, changes: object = {}): Promise<T> => {
  const { host, port } = postgres
  const client = new Client({
    host,
    port,
    user: 'dhol',
    password: master.password,
    database: 'dhol',
    ...changes,
  })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const pidFile = join(dataDir, 'cluster', 'postmaster.pid')
const serverPid = () => Number(readFileSync(pidFile, 'utf8').split('\n')[0])

test('the role owns its database, may make databases and roles, and is no superuser', async () => {
  await ensureRole(postgres.url, master)
  await asMaster(async (client) => {
    const { rows } = await client.query(
      'select rolsuper, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user',
    )
    expect(rows).toEqual([{ rolsuper: false, rolcreatedb: true, rolcreaterole: true }])
    await client.query('create table kept (id int primary key)')
    await client.query('insert into kept values (1)')
    expect((await client.query('show server_version')).rows[0].server_version).toMatch(/^18\./)
  })
  await asMaster((client) => client.query('create database copy template dhol'), { database: 'postgres' })
  expect(
    await asMaster(async (client) => (await client.query('select * from kept')).rows, { database: 'copy' }),
  ).toEqual([{ id: 1 }])
})

test('a wrong password is refused', async () => {
  const wrong = asMaster(async () => undefined, { password: 'guessed' })
  await expect(wrong).rejects.toMatchObject({ code: '28P01' })
})

test('its own password is readable by its owner only', () => {
  expect(statSync(join(dataDir, 'superuser-password')).mode & 0o077).toBe(0)
})

/** A Node of its own starts the server on the data of this test, does `last`, and is killed. */
const startAndKill = async (last = '') => {
  await postgres.stop()
  const script = `const spawned = []
    process.getBuiltinModule('diagnostics_channel')
      .subscribe('child_process', ({ process }) => spawned.push(process))
    const { startPostgres } = await import(${JSON.stringify(import.meta.resolve('../../../local/postgres/postgres.ts'))})
    await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, onLost() {} })
    ${last}
    process.kill(process.pid, 'SIGKILL')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' })
  await once(child, 'exit')
}
const startAgain = async () => {
  postgres = await startPostgres({ dataDir, onLost })
  expect(await asMaster(async (client) => (await client.query('select * from kept')).rows)).toEqual([
    { id: 1 },
  ])
}

test('a server whose Node was killed ends by itself', async () => {
  await startAndKill()
  await eventually(
    async () => existsSync(pidFile),
    (runs) => !runs,
  )
  await startAgain()
}, 30_000)

test('a server that was left behind all the same is ended, and what it had stored is there', async () => {
  await startAndKill(`for (const each of spawned) if (each.spawnfile === 'sh') each.kill('SIGKILL')`)
  const leftBehind = serverPid()
  expect(() => process.kill(leftBehind, 0)).not.toThrow()

  await startAgain()
  expect(serverPid()).not.toBe(leftBehind)
}, 30_000)

test('damaged data is told in plain words, with what to do', async () => {
  const other = join(dataDir, '..', 'other')
  await (await startPostgres({ dataDir: other, onLost })).stop()
  truncateSync(join(other, 'cluster', 'global', 'pg_control'), 10)
  await expect(startPostgres({ dataDir: other, onLost })).rejects.toMatchObject({
    message: expect.stringContaining('does not start: '),
    advice: expect.stringContaining('npm start -- --fresh'),
  })
  await rm(join(other, 'cluster', 'PG_VERSION'))
  await expect(startPostgres({ dataDir: other, onLost })).rejects.toThrow(
    'is damaged: a part of it is missing',
  )
}, 30_000)

/** Every write to it fails with ENOSPC: https://man7.org/linux/man-pages/man4/full.4.html */
const full = '/dev/full'

test.skipIf(!existsSync(full))('a full disk is told of, with what to do', async () => {
  lost.length = 0
  const file = await asMaster(async (client) => {
    await client.query('create table growing (id int)')
    return (await client.query(`select pg_relation_filepath('growing') as file`)).rows[0].file
  })
  const path = join(dataDir, 'cluster', file)
  renameSync(path, `${path}.kept`)
  symlinkSync(full, path)
  const grow = asMaster((client) => client.query('insert into growing values (1)'))
  await expect(grow).rejects.toMatchObject({ code: '53100' })
  await eventually(
    async () => lost,
    (said) => said.length > 0,
  )
  expect(lost[0]).toBe(
    'The disk of the data folder takes nothing more: no space left on device. Make room there, then start again: what was stored before is kept.',
  )
  renameSync(`${path}.kept`, path)
})

test('a server that is killed is told of, and one that is stopped is not', async () => {
  await postgres.stop()
  lost.length = 0
  await startAgain()
  await postgres.stop()
  expect(lost).toEqual([])
  await startAgain()
  process.kill(serverPid(), 'SIGKILL')
  await eventually(
    async () => lost,
    (said) => said.length > 0,
  )
  expect(lost).toEqual(['The database ended by itself (SIGKILL). Start again: it takes up what was stored.'])
  await startAgain()
})
