import { stageDatabase } from '../platform/db.ts'
import { readEnv } from '../platform/env.ts'
import { newId } from '../platform/ids.ts'
import { authEnv } from './env.ts'

/** What the auth service may touch. */
export function createContext() {
  const env = readEnv(authEnv)
  return { env, db: stageDatabase(env), clock: Date.now, newId }
}
export type AuthContext = ReturnType<typeof createContext>
