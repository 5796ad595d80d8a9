import { stageDatabase } from '../platform/data/db.ts'
import { readEnv } from '../platform/env.ts'
import { realtimeApiEnv } from './env.ts'

/** The API alone has a database, to check who calls. Sockets and subscribers do not wait for its client to load. */
export function apiContext() {
  const env = readEnv(realtimeApiEnv)
  return { env, db: stageDatabase(env), clock: Date.now }
}
export type ApiContext = ReturnType<typeof apiContext>
