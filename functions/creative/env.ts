import * as z from 'zod'
import { busEnv, databaseEnv, gateEnv, platformEnv, realtimeEnv, setting } from '../platform/env.ts'

const database = platformEnv.extend(databaseEnv.shape)
const base = database.extend(realtimeEnv.shape)
const execution = { GENERATE_PICTURES_MACHINE_ARN: setting() }
const machine = { ...execution, UNDER_WAY_TABLE: setting() }
const google = {
  GOOGLE_SECRET_ARN: setting(),
  /** Where to find Google instead of at its own addresses. */
  GOOGLE_GEMINI_BASE_URL: setting().pipe(z.url()).optional(),
  GOOGLE_VERTEX_BASE_URL: setting().pipe(z.url()).optional(),
}

export const apiEnv = database.extend({ ...gateEnv.shape, ...machine, ...busEnv.shape })
export const sweepEnv = database.extend({ ...machine, ...busEnv.shape })
export const googleEnv = z.object(google)
export const planEnv = base.extend(google)
export const renderEnv = base.extend({ ...google, ASSETS_BUCKET: setting() })
export const finishEnv = database.extend(busEnv.shape)
export const stopEnv = database.extend({ ...execution, ...busEnv.shape })
export const removalEnv = database.extend({ ASSETS_BUCKET: setting() })
