import { databaseEnv, gateEnv, platformEnv, realtimeEnv } from '../platform/env.ts'

/** The sockets and subscribers. */
export const realtimeServiceEnv = platformEnv.extend(realtimeEnv.shape)

/** The API checks who calls. */
export const realtimeApiEnv = realtimeServiceEnv.extend({ ...databaseEnv.shape, ...gateEnv.shape })
