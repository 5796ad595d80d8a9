import { join } from 'node:path'
import type { Context } from 'aws-lambda'
import { stageDatabase } from '../../platform/data/db.ts'
import { readLogin } from '../../platform/data/login.ts'
import { readEnv } from '../../platform/env.ts'
import { log } from '../../platform/log.ts'
import { awaken } from '../awaken.ts'
import { withDeployLock } from '../deploy-lock.sql.ts'
import { migrateEnv } from '../env.ts'
import { migrate, readMigrations } from '../migrations.sql.ts'
import { makeRoles } from '../roles.sql.ts'

const env = readEnv(migrateEnv)
const db = stageDatabase(env)

/** Runs on every deploy, before anything new takes traffic; a failure stops the deploy. */
export const handler = async (_event: unknown, { awsRequestId }: Context) => {
  log.appendKeys({ requestId: awsRequestId })
  const logins = await Promise.all(env.ROLE_SECRET_ARNS.map(readLogin))
  await awaken(db, Date.now)
  const migrations = await readMigrations(join(import.meta.dirname, 'migrations'))
  const { applied, unknown } = await withDeployLock(db, async (session) => {
    await makeRoles(session, logins)
    return migrate(session, migrations)
  })
  if (unknown.length > 0) log.warn('the database is of a newer version', { unknown })
  log.info('migrated', { applied })
  return { applied, unknown }
}
