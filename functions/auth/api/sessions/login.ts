import type { authEndpoints } from '../../../../contracts/auth/auth.ts'
import { restorableSince } from '../../../../contracts/restorable.ts'
import { LimitExceeded, Unauthorized } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { checkPassword } from '../../accounts/passwords.ts'
import { slowDown } from '../../accounts/slow-down.ts'
import { tellOfGuesses } from '../../accounts/tell-of-guesses.ts'
import { findCredentials } from '../../accounts/users.sql.ts'
import type { AuthContext } from '../../context.ts'
import { accountDeleted } from '../../refusals.ts'
import { requireCode } from '../../second-factor/second-factor.ts'
import { readDevice } from '../../sessions/device-cookie.ts'
import { openSession } from '../../sessions/open-session.ts'

/** The same answer, after the same time, for a wrong password and for an account that does not exist. */
export const login: Handle<typeof authEndpoints.login, AuthContext> = async (input, context) => {
  const { body, request } = input
  const found = await findCredentials(context.db, body.email, restorableSince(context.clock()))
  const device = found && readDevice(request.cookies, found.id, context)
  const attempt = { account: body.email, address: request.address, device }
  const orTell = async (error: unknown) => {
    const guessed = { email: body.email, userId: found?.id }
    if (error instanceof LimitExceeded) await tellOfGuesses(guessed, request, context)
    throw error
  }
  await slowDown(attempt, context).catch(orTell)
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
    await requireCode({ user, ...secondFactor }, body.code, request, context).catch(orTell)
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
