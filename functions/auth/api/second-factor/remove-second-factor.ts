import type { accountEndpoints } from '../../../../contracts/auth/account.ts'
import { byPerson, record } from '../../../audit/index.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { notify } from '../../accounts/notify.ts'
import type { AuthContext } from '../../context.ts'
import { secondFactorOff } from '../../refusals.ts'
import { deleteSecondFactor } from '../../second-factor/second-factors.sql.ts'

export const removeSecondFactor: Handle<typeof accountEndpoints.removeSecondFactor, AuthContext> = async (
  { actor, request },
  context,
) => {
  const { db, clock } = context
  await db.transaction(async (tx) => {
    if (!(await deleteSecondFactor(tx, actor.id))) throw secondFactorOff()
    const change = { action: 'second_factor.off' as const, subject: actor.id }
    await record(tx, byPerson(actor, request), change, new Date(clock()))
  })
  await notify(actor.id, 'second_factor_off', context)
  return {}
}
