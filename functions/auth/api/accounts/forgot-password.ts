import type { authEndpoints } from '../../../../contracts/auth/auth.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { requestLink } from '../../accounts/request-link.ts'
import type { AuthContext } from '../../context.ts'

export const forgotPassword: Handle<typeof authEndpoints.forgotPassword, AuthContext> = async (
  { body: { email }, request },
  context,
) => {
  await requestLink({ kind: 'reset', email }, request, context)
  return {}
}
