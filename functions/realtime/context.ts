import { readEnv } from '../platform/env.ts'
import { realtimeServiceEnv } from './env.ts'
import { createTeller } from './tell.ts'

/** What the sockets and subscribers may touch. */
export function createContext() {
  const env = readEnv(realtimeServiceEnv)
  return { env, clock: Date.now, tell: createTeller(env, Date.now) }
}
export type RealtimeContext = ReturnType<typeof createContext>
