import type { accountEndpoints } from '../../../../contracts/auth/account.ts'
import { byPerson, record } from '../../../audit/index.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'
import { tellEnded } from '../../sessions/end-sessions.ts'
import { endSessions } from '../../sessions/sessions.sql.ts'

export const endSession: Handle<typeof accountEndpoints.endSession, AuthContext> = async (
  { actor, params: { id }, request },
  context,
) => {
  const { db, clock } = context
  const now = new Date(clock())
  const ended = await db.transaction(async (tx) => {
    const ids = await endSessions(tx, actor.id, { only: id }, 'signed_out', now)
    if (ids.length === 0) throw new NotFound('That device is logged out already.')
    await record(tx, byPerson(actor, request), { action: 'session.ended', subject: id }, now)
    return ids
  })
  await tellEnded(ended, context)
  return {}
}
