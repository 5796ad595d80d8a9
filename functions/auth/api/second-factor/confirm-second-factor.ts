import type { accountEndpoints } from '../../../../contracts/auth/account.ts'
import { byPerson, record } from '../../../audit/index.ts'
import { Conflict, Unauthorized } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { notify } from '../../accounts/notify.ts'
import { slowDown } from '../../accounts/slow-down.ts'
import type { AuthContext } from '../../context.ts'
import { hashRecoveryCode, newRecoveryCodes } from '../../second-factor/recovery-codes.ts'
import { codeAttempt, secretRow } from '../../second-factor/second-factor.ts'
import {
  confirmSecret,
  findSecondFactor,
  replaceRecoveryCodes,
} from '../../second-factor/second-factors.sql.ts'
import { matchingStep } from '../../second-factor/totp.ts'

export const confirmSecondFactor: Handle<typeof accountEndpoints.confirmSecondFactor, AuthContext> = async (
  { actor, body, request },
  context,
) => {
  const { db, sealer, clock, throttle } = context
  const factor = await findSecondFactor(db, actor.id)
  if (!factor) throw new Conflict('second_factor_off', 'There is nothing to confirm. Begin the set-up first.')
  if (factor.isOn) throw new Conflict('second_factor_on', 'The second factor is on already.')
  const attempt = codeAttempt(actor.id, request)
  await slowDown(attempt, context)
  const secret = await sealer.open(factor.sealedSecret, secretRow(actor.id))
  const step = matchingStep({ secret, code: body.code, now: clock(), lastStep: factor.lastStep })
  if (step === undefined) {
    throw new Unauthorized('That code is wrong. Check the time of your phone and try the next one.', {
      code: 'code_wrong',
    })
  }
  await throttle.succeeded(attempt)
  const recoveryCodes = newRecoveryCodes()
  const now = new Date(clock())
  await db.transaction(async (tx) => {
    if (!(await confirmSecret(tx, actor.id, { ...factor, step }, now))) {
      throw new Conflict('second_factor_on', 'The second factor is on already.')
    }
    await replaceRecoveryCodes(tx, actor.id, recoveryCodes.map(hashRecoveryCode))
    await record(tx, byPerson(actor, request), { action: 'second_factor.on', subject: actor.id }, now)
  })
  await notify(actor.id, 'second_factor_on', context)
  return { recoveryCodes }
}
