import { stageDatabase } from '../platform/data/db.ts'
import { readEnv } from '../platform/env.ts'
import { auditEnv } from './env.ts'

/** What the audit service may touch. */
export function createContext() {
  const env = readEnv(auditEnv)
  return { env, db: stageDatabase(env), clock: Date.now }
}
export type AuditContext = ReturnType<typeof createContext>
