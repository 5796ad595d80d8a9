import * as z from 'zod'
import { busEnv, databaseEnv, gateEnv, platformEnv, realtimeEnv, setting } from '../platform/env.ts'

const database = platformEnv.extend(databaseEnv.shape)
const base = database.extend(realtimeEnv.shape)
const turns = {
  GENERATE_PICTURES_MACHINE_ARN: setting(),
  /** Of the whole stage. */
  PICTURES_AT_ONCE: z.coerce.number().int().positive(),
}
const google = {
  GOOGLE_SECRET_ARN: setting(),
  /** Where to find Google instead of at its own addresses. */
  GOOGLE_GEMINI_BASE_URL: setting().pipe(z.url()).optional(),
  GOOGLE_VERTEX_BASE_URL: setting().pipe(z.url()).optional(),
}

export const sweepEnv = database.extend({ ...turns, ...busEnv.shape, UNDER_WAY_TABLE: setting() })
export const apiEnv = sweepEnv.extend({ ...gateEnv.shape, DAILY_BUDGET_USD: z.coerce.number().positive() })
export const googleEnv = z.object(google)
export const planEnv = base.extend(google)
export const renderEnv = base.extend({ ...google, ASSETS_BUCKET: setting() })
export const finishEnv = database.extend({ ...turns, ...busEnv.shape })
export const removalEnv = database.extend({ ASSETS_BUCKET: setting() })
