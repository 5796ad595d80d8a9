import { platformEnv, realtimeEnv, tokenEnv } from '../platform/env.ts'

/** The sockets and subscribers. */
export const realtimeServiceEnv = platformEnv.extend(realtimeEnv.shape)

/** The API checks tokens too. */
export const realtimeApiEnv = realtimeServiceEnv.extend(tokenEnv.shape)
