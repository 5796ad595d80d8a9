import type { accountEndpoints } from '../../../../contracts/auth/account.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { notify } from '../../accounts/notify.ts'
import { requestLink } from '../../accounts/request-link.ts'
import type { AuthContext } from '../../context.ts'

/** The old address is told now, and again when it happens. */
export const changeEmail: Handle<typeof accountEndpoints.changeEmail, AuthContext> = async (
  { actor, body: { email }, request },
  context,
) => {
  const wanted = { kind: 'change_email' as const, email, userId: actor.id, sessionId: actor.sessionId }
  await requestLink(wanted, request, context)
  await notify(actor.id, 'email_change_asked', context)
  return {}
}
