import type { authEndpoints } from '../../../contracts/auth.ts'
import { Unauthorized } from '../../platform/errors.ts'
import type { Handle } from '../../platform/http.ts'
import type { AuthContext } from '../context.ts'
import { findAccount } from '../users.sql.ts'

export const getMe: Handle<typeof authEndpoints.getMe, AuthContext> = async ({ actor }, { db }) => {
  const account = await findAccount(db, actor.workspaceId, actor.userId)
  if (!account) throw new Unauthorized('This account is gone. Log in with another.')
  return account
}
