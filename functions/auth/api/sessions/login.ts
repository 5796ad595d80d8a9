import type { authEndpoints } from '../../../../contracts/auth.ts'
import { Unauthorized } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { networkOf } from '../../../platform/limits/limiter.ts'
import { checkPassword } from '../../accounts/passwords.ts'
import { slowDown } from '../../accounts/slow-down.ts'
import { findCredentials } from '../../accounts/users.sql.ts'
import type { AuthContext } from '../../context.ts'
import { requireCode } from '../../second-factor/second-factor.ts'
import { openSession } from '../../sessions/open-session.ts'

/** An address from which somebody logged in within this time is known: strangers elsewhere do not slow it down. */
const knownForMs = 30 * 24 * 60 * 60_000

/** The same answer, after the same time, for a wrong password and for an account that does not exist. */
export const login: Handle<typeof authEndpoints.login, AuthContext> = async (input, context) => {
  const { body, request } = input
  const since = new Date(context.clock() - knownForMs)
  const found = await findCredentials(context.db, body.email, networkOf(request.address), since)
  const attempt = { account: body.email, address: request.address, known: found?.known ?? false }
  await slowDown(attempt, context)
  const matches = await checkPassword(body.password, found?.passwordHash)
  if (!found || !matches) {
    throw wrongLogin()
  }
  await context.throttle.succeeded(attempt)
  const { secondFactor, passwordHash, ...user } = found
  if (secondFactor) {
    if (!body.code) throw new Unauthorized('Enter the code of your app too.', { code: 'code_required' })
    await requireCode({ user, ...secondFactor }, body.code, request, context)
  }
  const shown = { passwordHash, sealedSecret: secondFactor?.sealedSecret ?? null }
  const session = await openSession(user, shown, input, context)
  if (!session) throw wrongLogin()
  return session
}

const wrongLogin = () =>
  new Unauthorized('That e-mail and password do not belong together.', { code: 'wrong_login' })
