import type { authEndpoints } from '../../../../contracts/auth/auth.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { hashNewPassword } from '../../accounts/new-password.ts'
import { requestLink } from '../../accounts/request-link.ts'
import type { AuthContext } from '../../context.ts'

/** Does the same for an address with an account as for one without: who has one is told by mail alone. */
export const register: Handle<typeof authEndpoints.register, AuthContext> = async (
  { body, request },
  context,
) => {
  const { name, workspaceName = name, email, password } = body
  const passwordHash = await hashNewPassword(password, { name, email, workspaceName })
  await requestLink({ kind: 'register', email, name, workspaceName, passwordHash }, request, context)
  return {}
}
