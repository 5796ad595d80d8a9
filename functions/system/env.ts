import * as z from 'zod'
import { databaseEnv, edgeEnv, platformEnv } from '../platform/env.ts'

const base = platformEnv.extend(databaseEnv.shape)

export const systemEnv = base.extend(edgeEnv.shape)
export const sweepEnv = base

export const migrateEnv = base.extend({
  /** Secrets of the roles that everything else logs in as. */
  ROLE_SECRET_ARNS: z
    .string()
    .min(1)
    .transform((text) => text.split(',')),
})
