import type { authEndpoints } from '../../../contracts/auth.ts'
import { Unauthorized } from '../../platform/errors.ts'
import type { Handle } from '../../platform/http.ts'
import { networkOf } from '../../platform/limits.ts'
import type { AuthContext } from '../context.ts'
import { openSession } from '../open-session.ts'
import { checkPassword } from '../passwords.ts'
import { requireCode, slowDown } from '../second-factor.ts'
import { findCredentials } from '../users.sql.ts'

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
    throw new Unauthorized('That e-mail and password do not belong together.', { code: 'wrong_login' })
  }
  await context.throttle.succeeded(attempt)
  const { secondFactor, ...user } = found
  if (secondFactor) {
    if (!body.code) throw new Unauthorized('Enter the code of your app too.', { code: 'code_required' })
    await requireCode({ userId: user.id, ...secondFactor }, body.code, request.address, context)
  }
  return openSession(user, input, context)
}
