import type { authEndpoints } from '../../../contracts/auth.ts'
import { Conflict } from '../../platform/errors.ts'
import type { Handle } from '../../platform/http.ts'
import type { AuthContext } from '../context.ts'
import { hashPassword } from '../passwords.ts'
import { openSession } from '../session.ts'
import { insertAccount } from '../users.sql.ts'

export const register: Handle<typeof authEndpoints.register, AuthContext> = async ({ body }, context) => {
  const account = {
    user: { id: context.newId('usr'), name: body.name, email: body.email },
    workspace: { id: context.newId('wsp'), name: body.name },
  }
  const made = await insertAccount(
    context.db,
    account,
    await hashPassword(body.password),
    new Date(context.clock()),
  )
  if (!made) {
    throw new Conflict('This e-mail address has an account already. Log in instead.', {
      code: 'email_taken',
      fields: [{ path: 'email', message: 'Has an account already' }],
    })
  }
  return openSession(account, context)
}
