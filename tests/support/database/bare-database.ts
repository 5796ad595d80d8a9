import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '../../../functions/platform/data/db.ts'
import { migrate, readMigrations } from '../../../functions/system/migrations.sql.ts'
import { makeRoles } from '../../../functions/system/roles.sql.ts'
import { ensureRole, startPostgres } from '../../../local/postgres/postgres.ts'
import { root } from '../../../local/start/synth.ts'
import { type Login, logins } from '../cloud/database-logins.ts'

/** A PostgreSQL of its own with the schema of a deployment, without the rest of a Dhol. */
export async function startBareDatabase() {
  const dataDir = mkdtempSync(join(tmpdir(), 'dhol-database-'))
  const { host, port, url, stop } = await startPostgres({ dataDir: join(dataDir, 'postgres') })
  const database = 'dhol'
  const open = (user: string, password: string): Database =>
    openDatabase(async () => ({ host, port, database, user, password }))

  const owner = { username: 'dhol', password: randomUUID() }
  await ensureRole(url, { ...owner, databaseName: database })
  const passwords = Object.fromEntries(logins.map((login) => [login, randomUUID()])) as Record<Login, string>
  const [app, ...others] = logins.map((login) => ({ username: `dhol_${login}`, password: passwords[login] }))
  if (!app) throw new Error('there is no role to log in as')
  const asOwner = open(owner.username, owner.password)
  await makeRoles(asOwner, app, others)
  await migrate(asOwner, await readMigrations(join(root, 'migrations')))

  const opened = new Map(logins.map((login) => [login, open(`dhol_${login}`, passwords[login])]))
  return {
    /** Of the superuser, whom no policy holds back. */
    url: url.replace(/\/postgres$/, `/${database}`),
    as(login: Login): Database {
      const found = opened.get(login)
      if (!found) throw new Error(`there is no role dhol_${login}`)
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
