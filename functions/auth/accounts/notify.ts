import type { SecurityNotice } from '../../../contracts/events.ts'
import { asError, log } from '../../platform/log.ts'
import type { AuthContext } from '../context.ts'

/** Has somebody told by mail what was done to their account. It is done: a notice that gets lost fails nobody. */
export async function notify(
  userId: string,
  notice: SecurityNotice,
  { publish }: Pick<AuthContext, 'publish'>,
  workspaceId?: string,
) {
  await publish('security.noticed', { userId, notice, workspaceId }).catch((error: unknown) =>
    log.error('a security notice is lost', asError(error)),
  )
}
