import { join } from 'node:path'
import type { Context } from 'aws-lambda'
import { log } from '../../platform/log.ts'
import { createContext } from '../context.ts'
import { migrate, readMigrations } from '../migrations.sql.ts'

const { db } = createContext()

/** Runs on every deploy, before anything new takes traffic; a failure stops the deploy. */
export const handler = async (_event: unknown, { awsRequestId }: Context): Promise<{ applied: string[] }> => {
  log.appendKeys({ requestId: awsRequestId })
  const applied = await migrate(db, await readMigrations(join(import.meta.dirname, 'migrations')))
  log.info('migrated', { applied })
  return { applied }
}
