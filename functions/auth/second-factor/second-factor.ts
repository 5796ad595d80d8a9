import { LimitExceeded, Unauthorized } from '../platform/errors.ts'
import type { AuthContext } from './context.ts'
import { insiderRule } from './login-throttle.ts'
import { hashRecoveryCode } from './recovery-codes.ts'
import { takeRecoveryCode, takeStep } from './second-factors.sql.ts'
import { matchingStep } from './totp.ts'

type Stored = { userId: string; sealedSecret: string; lastStep: number }

/** The row that a sealed secret is bound to. */
export const secretRow = (userId: string) => `auth.second_factors/${userId}`

/** Uses up a code of the app, or a recovery code: neither is taken twice. Says which it was; undefined for neither. */
async function takeCode({ userId, sealedSecret, lastStep }: Stored, code: string, context: AuthContext) {
  const { db, sealer, clock } = context
  const secret = await sealer.open(sealedSecret, secretRow(userId))
  const step = matchingStep({ secret, code, now: clock(), lastStep })
  if (step !== undefined && (await takeStep(db, userId, step))) return 'app'
  const isRecoveryCode = await takeRecoveryCode(db, userId, hashRecoveryCode(code), new Date(clock()))
  return isRecoveryCode ? 'recovery' : undefined
}

/**
 * Asks for the second factor. Whoever guesses is slowed down, whatever they know of the password.
 * @throws Unauthorized for a wrong code, LimitExceeded after too many
 */
export async function requireCode(stored: Stored, code: string, address: string, context: AuthContext) {
  const attempt = { account: `totp/${stored.userId}`, address, known: false, rule: insiderRule }
  await slowDown(attempt, context)
  const taken = await takeCode(stored, code, context)
  if (!taken) {
    throw new Unauthorized('That code is wrong or was used before. Wait for the next one.', {
      code: 'code_wrong',
    })
  }
  await context.throttle.succeeded(attempt)
  if (taken === 'recovery') {
    await context.publish('security.noticed', { userId: stored.userId, notice: 'recovery_code_used' })
  }
}

type Attempt = Parameters<AuthContext['throttle']['check']>[0]

/** Counts an attempt before anything is compared. @throws LimitExceeded while it has to wait */
export async function slowDown(attempt: Attempt, { throttle, clock }: AuthContext) {
  const { waitSeconds } = await throttle.check(attempt, clock())
  if (waitSeconds > 0) {
    throw new LimitExceeded('slow_down', `Too many wrong tries. Try again in ${waitSeconds} seconds.`, {
      'retry-after': String(waitSeconds),
    })
  }
}
