import { newId, newSecret } from '../platform/crypto/ids.ts'
import { createSealer } from '../platform/crypto/seal.ts'
import { createDeviceReader } from '../platform/crypto/tokens.ts'
import { stageDatabase } from '../platform/data/db.ts'
import { readEnv } from '../platform/env.ts'
import { createLimiter } from '../platform/limits/limiter.ts'
import { publishTo } from '../platform/publish.ts'
import { createLoginThrottle } from './accounts/login-throttle.ts'
import { authEnv, byHandEnv, mailerEnv, removalEnv, sweepEnv } from './env.ts'

/** What the auth service may touch. */
export function createContext() {
  const env = readEnv(authEnv)
  return {
    env,
    db: stageDatabase(env),
    clock: Date.now,
    newId,
    newSecret,
    publish: publishTo(env.EVENT_BUS_NAME, 'auth'),
    sealer: createSealer(env.SEALING_KEYS),
    readDeviceToken: createDeviceReader(env),
    throttle: createLoginThrottle(env.LIMITS_TABLE),
    limiter: createLimiter(env.LIMITS_TABLE),
  }
}
export type AuthContext = ReturnType<typeof createContext>

/** Those that send mails. */
export function mailerContext() {
  const env = readEnv(mailerEnv)
  return { env, db: stageDatabase(env), clock: Date.now, newSecret }
}
export type MailerContext = ReturnType<typeof mailerContext>

export function byHandContext() {
  const env = readEnv(byHandEnv)
  return { env, db: stageDatabase(env), clock: Date.now, newId, newSecret }
}
export type ByHandContext = ReturnType<typeof byHandContext>

export const sweepContext = () => ({ db: stageDatabase(readEnv(sweepEnv)), clock: Date.now })
export type SweepContext = ReturnType<typeof sweepContext>

export function removalContext() {
  const env = readEnv(removalEnv)
  return { db: stageDatabase(env), clock: Date.now, publish: publishTo(env.EVENT_BUS_NAME, 'auth') }
}
export type RemovalContext = ReturnType<typeof removalContext>
