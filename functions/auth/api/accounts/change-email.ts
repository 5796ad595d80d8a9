import type { accountEndpoints } from '../../../../contracts/account.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { requestLink } from '../../accounts/request-link.ts'
import type { AuthContext } from '../../context.ts'

/** The old address is told now, while it still is the account's. */
export const changeEmail: Handle<typeof accountEndpoints.changeEmail, AuthContext> = async (
  { actor, body: { email }, request },
  context,
) => {
  await context.publish('security.noticed', { userId: actor.id, notice: 'email_change_asked' })
  await requestLink({ kind: 'change_email', email, userId: actor.id }, request, context)
  return {}
}
