import type { accountEndpoints } from '../../../../contracts/auth/account.ts'
import { byPerson, record } from '../../../audit/index.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'
import { secondFactorOff } from '../../refusals.ts'
import { hashRecoveryCode, newRecoveryCodes } from '../../second-factor/recovery-codes.ts'
import { findSecondFactor, replaceRecoveryCodes } from '../../second-factor/second-factors.sql.ts'

export const renewRecoveryCodes: Handle<typeof accountEndpoints.renewRecoveryCodes, AuthContext> = async (
  { actor, request },
  { db, clock },
) => {
  const now = new Date(clock())
  const recoveryCodes = newRecoveryCodes()
  await db.transaction(async (tx) => {
    const factor = await findSecondFactor(tx, actor.id)
    if (!factor?.isOn) throw secondFactorOff()
    await replaceRecoveryCodes(tx, actor.id, recoveryCodes.map(hashRecoveryCode))
    await record(
      tx,
      byPerson(actor, request),
      { action: 'second_factor.codes_renewed', subject: actor.id },
      now,
    )
  })
  return { recoveryCodes }
}
