import type { authEndpoints } from '../../../contracts/auth.ts'
import { Unauthorized } from '../../platform/errors.ts'
import type { Handle } from '../../platform/http.ts'
import type { AuthContext } from '../context.ts'
import { checkPassword } from '../passwords.ts'
import { openSession } from '../session.ts'
import { findAccountByEmail } from '../users.sql.ts'

export const login: Handle<typeof authEndpoints.login, AuthContext> = async ({ body }, context) => {
  const account = await findAccountByEmail(context.db, body.email)
  const matches = await checkPassword(body.password, account?.passwordHash)
  if (!account || !matches) throw new Unauthorized('E-mail address or password is wrong.')
  return openSession(account, context)
}
