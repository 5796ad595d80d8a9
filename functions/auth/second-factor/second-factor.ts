import { byPerson, record } from '../../audit/index.ts'
import { Unauthorized } from '../../platform/errors.ts'
import type { RequestInfo } from '../../platform/http/actor.ts'
import { insiderRule } from '../accounts/login-throttle.ts'
import { notify } from '../accounts/notify.ts'
import { slowDown } from '../accounts/slow-down.ts'
import type { AuthContext } from '../context.ts'
import { hashRecoveryCode } from './recovery-codes.ts'
import { takeRecoveryCode, takeStep } from './second-factors.sql.ts'
import { matchingStep } from './totp.ts'

type Stored = { user: { id: string; name: string }; sealedSecret: string; lastStep: number }

/** The row that a sealed secret is bound to. */
export const secretRow = (userId: string) => `auth.second_factors/${userId}`

/** Uses up a code of the app; false for one that was used before. */
async function takeAppCode({ user, sealedSecret, lastStep }: Stored, code: string, context: AuthContext) {
  const { db, sealer, clock } = context
  const secret = await sealer.open(sealedSecret, secretRow(user.id))
  const step = matchingStep({ secret, code, now: clock(), lastStep })
  return step !== undefined && db.transaction((tx) => takeStep(tx, user.id, step))
}

/** Uses up a recovery code, and tells the person; false for one that was used before. */
async function spendRecoveryCode({ user }: Stored, code: string, request: RequestInfo, context: AuthContext) {
  const { db, clock } = context
  const now = new Date(clock())
  const taken = await db.transaction(async (tx) => {
    if (!(await takeRecoveryCode(tx, user.id, hashRecoveryCode(code), now))) return false
    const change = { action: 'second_factor.recovery_code_used' as const, subject: user.id }
    await record(tx, byPerson(user, request), change, now)
    return true
  })
  if (taken) await notify(user.id, 'recovery_code_used', context)
  return taken
}

/** What a guess at a code counts as. A right password does not forgive it. */
export const codeAttempt = (userId: string, { address }: RequestInfo) => ({
  account: `totp/${userId}`,
  address,
  rule: insiderRule,
})

/**
 * Asks for the second factor. Whoever guesses is slowed down, whatever they know of the password.
 * @throws Unauthorized for a wrong code, LimitExceeded after too many
 */
export async function requireCode(stored: Stored, code: string, request: RequestInfo, context: AuthContext) {
  const attempt = codeAttempt(stored.user.id, request)
  await slowDown(attempt, context)
  const isRight =
    (await takeAppCode(stored, code, context)) || (await spendRecoveryCode(stored, code, request, context))
  if (!isRight) {
    throw new Unauthorized('That code is wrong or was used before. Wait for the next one.', {
      code: 'code_wrong',
    })
  }
  await context.throttle.succeeded(attempt)
}
