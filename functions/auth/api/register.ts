import type { authEndpoints } from '../../../contracts/auth.ts'
import type { Handle } from '../../platform/http.ts'
import type { AuthContext } from '../context.ts'
import { checkNewPassword } from '../new-password.ts'
import { hashPassword } from '../passwords.ts'
import { requestLink } from '../request-link.ts'

/** Does the same for an address with an account as for one without: who has one is told by mail alone. */
export const register: Handle<typeof authEndpoints.register, AuthContext> = async (
  { body, request },
  context,
) => {
  const { name, email, password } = body
  await checkNewPassword(password, { name, email })
  const passwordHash = await hashPassword(password)
  await requestLink({ kind: 'register', email, name, passwordHash }, request, context)
  return {}
}
