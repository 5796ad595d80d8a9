import type { authEndpoints } from '../../../../contracts/auth/auth.ts'
import { NotFound, Unauthorized } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { findUser } from '../../accounts/users.sql.ts'
import type { AuthContext } from '../../context.ts'
import { giveRefreshCookie, readRefreshCookie, takeRefreshCookie } from '../../sessions/refresh-cookie.ts'
import { rotate } from '../../sessions/rotate.ts'
import { sessionAnswer } from '../../sessions/session.ts'
import { listMemberships } from '../../workspaces/workspaces.sql.ts'

export const refreshSession: Handle<typeof authEndpoints.refreshSession, AuthContext> = async (
  input,
  context,
) => {
  const { request } = input
  const { workspaceId } = input.body
  const rotated = await rotate(readRefreshCookie(request.cookies), request, context)
  const user = rotated && (await findUser(context.db, rotated.userId))
  if (!rotated || !user) {
    takeRefreshCookie(input)
    throw new Unauthorized('Your session has ended. Log in again.')
  }
  giveRefreshCookie(input, rotated.token)
  const [workspace] = await listMemberships(context.db.of({ userId: user.id }), user.id, workspaceId)
  if (workspaceId && !workspace) throw new NotFound('You do not belong to this workspace.')
  const { sessionId, openedAt } = rotated
  return sessionAnswer(user, { sessionId, openedAt: Date.parse(openedAt) }, workspace, context)
}
