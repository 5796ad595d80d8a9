import { join } from 'node:path'
import type { Context } from 'aws-lambda'
import { stageDatabase } from '../../platform/data/db.ts'
import { readLogin } from '../../platform/data/login.ts'
import { readEnv } from '../../platform/env.ts'
import { log } from '../../platform/log.ts'
import { migrateEnv } from '../env.ts'
import { migrate, readMigrations } from '../migrations.sql.ts'
import { makeRoles } from '../roles.sql.ts'

const env = readEnv(migrateEnv)
const db = stageDatabase(env)

/** Runs on every deploy, before anything new takes traffic; a failure stops the deploy. */
export const handler = async (_event: unknown, { awsRequestId }: Context): Promise<{ applied: string[] }> => {
  log.appendKeys({ requestId: awsRequestId })
  const [app, identity, system] = await Promise.all([
    readLogin(env.APP_DATABASE_SECRET_ARN),
    readLogin(env.IDENTITY_DATABASE_SECRET_ARN),
    readLogin(env.SYSTEM_DATABASE_SECRET_ARN),
  ])
  await makeRoles(db, app, [identity, system])
  const applied = await migrate(db, await readMigrations(join(import.meta.dirname, 'migrations')))
  log.info('migrated', { applied })
  return { applied }
}
