import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { emptyAdvice } from '../start/data-dir.ts'
import { StartError } from '../start/start-error.ts'
import { diskTrouble } from '../start/trouble.ts'
import { findBinaries } from './binaries.ts'
import { placeOfBinaries, placeOfData } from './data-folder.ts'
import { endWithThisProcess } from './guard.ts'
import { stopOrphan } from './orphan.ts'
import { type ServerUser, serverUser } from './server-user.ts'
import { watchServer } from './watch-server.ts'

export { ensureRole } from './role.ts'

export type Postgres = {
  host: string
  port: number
  superuser: { username: string; password: string }
  /** Of the superuser, for the database `postgres`. */
  url: string
  stop(): Promise<void>
}

type Options = { dataDir: string; onLost: (why: StartError) => void }

const username = 'postgres'

/** Small enough for a laptop; a crash of the machine may lose the last moments, but breaks nothing. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  shared_buffers: '32MB',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '128MB',
  min_wal_size: '32MB',
  io_method: 'sync',
  autovacuum_max_workers: 1,
  timezone: 'UTC',
}

/**
 * Starts PostgreSQL 18 on the data in `dataDir`, on a free port of 127.0.0.1; passwords are checked. A server that
 * a killed start left behind is ended first. `onLost` hears when it has ended by itself, or its disk takes nothing more.
 * @throws StartError when the data is damaged or in use.
 */
export const startPostgres = async ({ dataDir, onLost }: Options): Promise<Postgres> => {
  const user = serverUser()
  const found = await findBinaries()
  const folder = placeOfData(resolve(dataDir), user)
  const clusterDir = join(folder, 'cluster')
  const binaries = placeOfBinaries(found, found.version, user)

  const password = await makeCluster(folder, clusterDir, binaries.initdb, user)
  await stopOrphan(clusterDir)
  const { server, port } = await startServer(binaries.postgres, clusterDir, user)
  const unwatch = watchServer(server, onLost)
  return {
    host: '127.0.0.1',
    port,
    superuser: { username, password },
    url: `postgres://${username}:${password}@127.0.0.1:${port}/postgres`,
    stop: () => {
      unwatch()
      return stopServer(server)
    },
  }
}

/** Makes the cluster unless it is there, and gives the superuser's password. */
const makeCluster = async (
  folder: string,
  clusterDir: string,
  initdb: string,
  user?: ServerUser,
): Promise<string> => {
  const passwordFile = join(folder, 'superuser-password')
  if (existsSync(clusterDir)) {
    if (existsSync(join(clusterDir, 'PG_VERSION')) && existsSync(passwordFile))
      return readFile(passwordFile, 'utf8')
    throw new StartError(`The database in ${folder} is damaged: a part of it is missing.`, emptyAdvice)
  }
  const password = randomBytes(24).toString('base64url')
  // Under another name until it is whole, so that a start that was killed meanwhile leaves no half of it.
  const unfinished = `${clusterDir}.new`
  const given = join(folder, 'password-for-initdb')
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: 0o700 })
  await writeFile(given, password, { mode: 0o600 })
  if (user) for (const path of [unfinished, given]) await chown(path, user.uid, user.gid)
  const options = ['--auth=scram-sha-256', `--username=${username}`, `--pwfile=${given}`, '--no-sync']
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const child = spawn(initdb, ['-D', unfinished, ...options, ...locale], {
    ...user,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const output = collect(child)
  const [code] = await once(child, 'close')
  await rm(given)
  if (code !== 0)
    throw (
      diskTrouble(output()) ??
      new StartError(`The database could not be made in ${folder}: ${lastWords(output())}.`, emptyAdvice)
    )
  await writeFile(passwordFile, password, { mode: 0o600 })
  await rename(unfinished, clusterDir)
  return password
}

const startServer = async (postgres: string, clusterDir: string, user?: ServerUser) => {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const server = spawn(postgres, ['-D', clusterDir, '-p', String(port), ...options], {
      ...user,
      stdio: ['ignore', 'ignore', 'pipe'],
      // A group of its own: Ctrl-C in the terminal is for Node, which stops the database last.
      detached: true,
      env: { ...process.env, LC_ALL: 'C' },
    })
    if (server.pid !== undefined) endWithThisProcess(server)
    const output = collect(server)
    if (await isReady(server, output)) {
      server.stderr?.removeAllListeners('data')
      return { server, port }
    }
    // Someone else may have taken the port between finding it and using it.
    if (output().includes('could not bind') && attempt < 5) continue
    throw (
      diskTrouble(output()) ??
      new StartError(`The database in ${clusterDir} does not start: ${lastWords(output())}.`, emptyAdvice)
    )
  }
}

/** False when the server ended instead. */
const isReady = (server: ChildProcess, output: () => string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('close', () => resolve(false))
    server.stderr?.on('data', () => {
      if (output().includes('ready to accept connections')) resolve(true)
    })
  })

const stopServer = async (server: ChildProcess): Promise<void> => {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  server.kill('SIGINT')
  const impatient = setTimeout(() => server.kill('SIGQUIT'), 10_000)
  await ended
  clearTimeout(impatient)
}

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

const collect = (child: ChildProcess): (() => string) => {
  let text = ''
  child.stderr?.on('data', (chunk) => {
    text += chunk
  })
  return () => text
}

/** What Postgres complains of, without the lines that only tell how it went down. */
const lastWords = (output: string): string => {
  const complaint = output.split('\n').find((line) => /(FATAL|PANIC|error):/.test(line))
  return (complaint ?? output.trim().split('\n').at(-1) ?? 'no reason given').replace(
    /^.*?(FATAL|PANIC|error):\s*/,
    '',
  )
}
