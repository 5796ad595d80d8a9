import type { apiKeyEndpoints } from '../../../../contracts/auth/api-keys.ts'
import { byCaller, record } from '../../../audit/index.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'
import { tellEnded } from '../../sessions/end-sessions.ts'
import * as keys from '../../workspaces/api-keys.sql.ts'

export const revokeApiKey: Handle<typeof apiKeyEndpoints.revokeApiKey, AuthContext> = async (
  { actor, params: { id }, request },
  context,
) => {
  const { db, clock } = context
  const now = new Date(clock())
  await db.transaction(async (tx) => {
    const name = await keys.revokeApiKey(tx, actor.workspaceId, id, now)
    if (!name) throw new NotFound('There is no such key any more.')
    await record(
      tx,
      byCaller(actor, request),
      { action: 'api_key.revoked', subject: id, before: { name } },
      now,
    )
  })
  await tellEnded([id], context)
  return {}
}
