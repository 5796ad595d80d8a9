import type { authEndpoints } from '../../../contracts/auth.ts'
import type { Handle } from '../../platform/http.ts'
import type { AuthContext } from '../context.ts'
import { requestLink } from '../request-link.ts'

export const forgotPassword: Handle<typeof authEndpoints.forgotPassword, AuthContext> = async (
  { body: { email } },
  context,
) => {
  await requestLink({ kind: 'reset', email }, context)
  return {}
}
