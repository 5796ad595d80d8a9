import { stepUpMinutes } from '../../../../contracts/access.ts'
import type { accountEndpoints } from '../../../../contracts/auth/account.ts'
import { InvalidInput, Unauthorized } from '../../../platform/errors.ts'
import type { Handle, Input } from '../../../platform/http/api.ts'
import { insiderRule } from '../../accounts/login-throttle.ts'
import { checkPassword } from '../../accounts/passwords.ts'
import { slowDown } from '../../accounts/slow-down.ts'
import { findPasswordHash } from '../../accounts/users.sql.ts'
import type { AuthContext } from '../../context.ts'
import { requireCode } from '../../second-factor/second-factor.ts'
import { findSecondFactor } from '../../second-factor/second-factors.sql.ts'
import { confirmSession } from '../../sessions/sessions.sql.ts'

type StepUp = Input<typeof accountEndpoints.stepUp>

export const stepUp: Handle<typeof accountEndpoints.stepUp, AuthContext> = async (input, context) => {
  const { actor, body, request } = input
  const { db, clock } = context
  const factor = await findSecondFactor(db, actor.id)
  if (factor?.isOn) {
    if (!body.code) throw missing('code', 'Enter the code of your app')
    await requireCode({ user: actor, ...factor }, body.code, request, context)
  } else {
    if (!body.password) throw missing('password', 'Enter your password')
    await requirePassword(input, body.password, context)
  }
  await db.transaction((tx) => confirmSession(tx, actor.id, actor.sessionId, new Date(clock())))
  return { until: new Date(clock() + stepUpMinutes * 60_000).toISOString() }
}

const missing = (path: string, message: string) =>
  new InvalidInput(`${message}.`, { fields: [{ path, message }] })

async function requirePassword({ actor, request }: StepUp, password: string, context: AuthContext) {
  const attempt = {
    account: `password/${actor.id}`,
    address: request.address,
    rule: insiderRule,
  }
  await slowDown(attempt, context)
  if (!(await checkPassword(password, await findPasswordHash(context.db, actor.id)))) {
    throw new Unauthorized('That is not your password.', { code: 'wrong_password' })
  }
  await context.throttle.succeeded(attempt)
}
