import { readEnv } from '../platform/env.ts'
import { realtimeServiceEnv } from './env.ts'
import { createPush } from './index.ts'

/** What the sockets and subscribers may touch. */
export function createContext() {
  const env = readEnv(realtimeServiceEnv)
  return { env, clock: Date.now, push: createPush(env, Date.now) }
}
export type RealtimeContext = ReturnType<typeof createContext>
