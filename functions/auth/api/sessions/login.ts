import type { authEndpoints } from '../../../../contracts/auth.ts'
import { Unauthorized } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { checkPassword } from '../../accounts/passwords.ts'
import { slowDown } from '../../accounts/slow-down.ts'
import { tellOfGuesses } from '../../accounts/tell-of-guesses.ts'
import { findCredentials } from '../../accounts/users.sql.ts'
import type { AuthContext } from '../../context.ts'
import { accountDeleted } from '../../refusals.ts'
import { restorableSince } from '../../restorable.ts'
import { requireCode } from '../../second-factor/second-factor.ts'
import { readDevice } from '../../sessions/device-cookie.ts'
import { openSession } from '../../sessions/open-session.ts'

/** The same answer, after the same time, for a wrong password and for an account that does not exist. */
export const login: Handle<typeof authEndpoints.login, AuthContext> = async (input, context) => {
  const { body, request } = input
  const found = await findCredentials(context.db, body.email, restorableSince(context.clock()))
  const device = found && readDevice(request.cookies, found.id, context)
  const attempt = { account: body.email, address: request.address, device }
  await slowDown(attempt, context).catch(async (error: unknown) => {
    await tellOfGuesses({ email: body.email, userId: found?.id }, request, context)
    throw error
  })
  const matches = await checkPassword(body.password, found?.passwordHash)
  if (!found || !matches) {
    throw wrongLogin()
  }
  await context.throttle.succeeded(attempt)
  const { secondFactor, passwordHash, deletedAt, ...user } = found
  // Before the code, which works once and is needed to restore the account.
  if (deletedAt && !body.restoreAccount) throw accountDeleted(deletedAt)
  if (secondFactor) {
    if (!body.code) throw new Unauthorized('Enter the code of your app too.', { code: 'code_required' })
    await requireCode({ user, ...secondFactor }, body.code, request, context)
  }
  const shown = {
    passwordHash,
    sealedSecret: secondFactor?.sealedSecret ?? null,
    restores: body.restoreAccount === true,
  }
  const session = await openSession(user, shown, input, context)
  if (!session) throw wrongLogin()
  return session
}

const wrongLogin = () =>
  new Unauthorized('That e-mail and password do not belong together.', { code: 'wrong_login' })
