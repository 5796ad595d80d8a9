import * as z from 'zod'
import { databaseEnv, edgeEnv, platformEnv } from '../platform/env.ts'

const base = platformEnv.extend(databaseEnv.shape)

export const systemEnv = base.extend(edgeEnv.shape)
export const sweepEnv = base

const secretArn = z.string().min(1)
/** Secrets of the roles that everything else logs in with. */
export const migrateEnv = base.extend({
  APP_DATABASE_SECRET_ARN: secretArn,
  IDENTITY_DATABASE_SECRET_ARN: secretArn,
  SYSTEM_DATABASE_SECRET_ARN: secretArn,
})
