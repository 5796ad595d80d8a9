import { stageDatabase } from '../platform/data/db.ts'
import { readEnv } from '../platform/env.ts'
import { realtimeApiEnv, realtimeServiceEnv } from './env.ts'
import { createPush } from './index.ts'

/** What the sockets and subscribers may touch. */
export function createContext() {
  const env = readEnv(realtimeServiceEnv)
  return { env, clock: Date.now, push: createPush(env, Date.now) }
}
export type RealtimeContext = ReturnType<typeof createContext>

/** The API: the database is there for the check of who calls. */
export function apiContext() {
  const env = readEnv(realtimeApiEnv)
  return { env, db: stageDatabase(env), clock: Date.now }
}
export type ApiContext = ReturnType<typeof apiContext>
