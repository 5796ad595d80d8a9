import type { authEndpoints } from '../../../../contracts/auth.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { checkNewPassword } from '../../accounts/new-password.ts'
import { hashPassword } from '../../accounts/passwords.ts'
import { requestLink } from '../../accounts/request-link.ts'
import type { AuthContext } from '../../context.ts'

/** Does the same for an address with an account as for one without: who has one is told by mail alone. */
export const register: Handle<typeof authEndpoints.register, AuthContext> = async (
  { body, request },
  context,
) => {
  const { name, workspaceName = name, email, password } = body
  await checkNewPassword(password, { name, email, workspaceName })
  const passwordHash = await hashPassword(password)
  await requestLink({ kind: 'register', email, name, workspaceName, passwordHash }, request, context)
  return {}
}
