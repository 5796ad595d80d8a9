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
  await makeRoles(db, await Promise.all(env.ROLE_SECRET_ARNS.map(readLogin)))
  const applied = await migrate(db, await readMigrations(join(import.meta.dirname, 'migrations')))
  log.info('migrated', { applied })
  return { applied }
}
