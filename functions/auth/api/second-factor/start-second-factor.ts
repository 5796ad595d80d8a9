import type { accountEndpoints } from '../../../../contracts/auth/account.ts'
import { Conflict } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { findUser } from '../../accounts/users.sql.ts'
import type { AuthContext } from '../../context.ts'
import { secretRow } from '../../second-factor/second-factor.ts'
import { insertUnconfirmedSecret } from '../../second-factor/second-factors.sql.ts'
import { newTotpSecret, totpUri } from '../../second-factor/totp.ts'

export const startSecondFactor: Handle<typeof accountEndpoints.startSecondFactor, AuthContext> = async (
  { actor },
  { db, sealer },
) => {
  const user = await findUser(db, actor.id)
  const secret = newTotpSecret()
  const sealed = sealer.seal(secret, secretRow(actor.id))
  const kept = await db.transaction((tx) => insertUnconfirmedSecret(tx, actor.id, sealed))
  if (!kept) {
    throw new Conflict(
      'second_factor_on',
      'A second factor is on already. Turn it off first to use another app.',
    )
  }
  return { secret, uri: totpUri({ secret, email: user?.email ?? '' }) }
}
