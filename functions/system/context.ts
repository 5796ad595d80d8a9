import { stageDatabase } from '../platform/data/db.ts'
import { readEnv } from '../platform/env.ts'
import { systemEnv } from './env.ts'

/** What the system service may touch. */
export function createContext() {
  const env = readEnv(systemEnv)
  return { env, db: stageDatabase(env), clock: Date.now }
}
export type SystemContext = ReturnType<typeof createContext>
