import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '../../../functions/platform/data/db.ts'
import { migrate, readMigrations } from '../../../functions/system/migrations.sql.ts'
import { makeRoles } from '../../../functions/system/roles.sql.ts'
import { databaseRoles } from '../../../lib/services/index.ts'
import { ensureRole, startPostgres } from '../../../local/postgres/postgres.ts'
import { root } from '../../../local/start/synth.ts'
import { roleName } from '../cloud/database-logins.ts'

/** A PostgreSQL of its own with the schema of a deployment, without the rest of a Dhol. */
export async function startBareDatabase() {
  const dataDir = mkdtempSync(join(tmpdir(), 'dhol-database-'))
  const { host, port, url, stop } = await startPostgres({
    dataDir: join(dataDir, 'postgres'),
    onLost: ({ message }) => console.error(message),
  })
  const database = 'dhol'
  const open = (user: string, password: string): Database =>
    openDatabase(async () => ({ host, port, database, user, password }), { prepared: true })

  const owner = { username: 'dhol', password: randomUUID() }
  await ensureRole(url, { ...owner, databaseName: database })
  const logins = new Map(
    databaseRoles.map((role) => [role, { username: roleName(role), password: randomUUID() }]),
  )
  const asOwner = open(owner.username, owner.password)
  const migrations = await readMigrations(join(root, 'migrations'))
  await asOwner.session(async (session) => {
    await makeRoles(session, [...logins.values()])
    await migrate(session, migrations)
  })

  const opened = new Map(
    [...logins].map(([role, { username, password }]) => [role, open(username, password)]),
  )
  return {
    /** Of the superuser, whom no policy holds back. */
    url: url.replace(/\/postgres$/, `/${database}`),
    as(role: string): Database {
      const found = opened.get(role)
      if (!found) throw new Error(`nobody logs in as ${role}`)
      return found
    },
    async stop() {
      await Promise.all([asOwner, ...opened.values()].map((each) => each.end()))
      await stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
export type BareDatabase = Awaited<ReturnType<typeof startBareDatabase>>
