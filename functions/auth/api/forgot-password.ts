import type { authEndpoints } from '../../../contracts/auth.ts'
import type { Handle } from '../../platform/http.ts'
import type { AuthContext } from '../context.ts'
import { requestLink } from '../request-link.ts'

export const forgotPassword: Handle<typeof authEndpoints.forgotPassword, AuthContext> = async (
  { body: { email }, request },
  context,
) => {
  await requestLink({ kind: 'reset', email }, request, context)
  return {}
}
