import { type apiKeyEndpoints, mostApiKeys } from '../../../../contracts/auth/api-keys.ts'
import { byCaller, byPerson, record } from '../../../audit/index.ts'
import { hashSecret } from '../../../platform/crypto/ids.ts'
import { Conflict } from '../../../platform/errors.ts'
import type { Handle } from '../../../platform/http/api.ts'
import { notify } from '../../accounts/notify.ts'
import type { AuthContext } from '../../context.ts'
import { countApiKeys, insertApiKey } from '../../workspaces/api-keys.sql.ts'

/** Of the key, in a list: with its prefix, which scanners of source code look for. */
const hintLength = 'dhol_'.length + 4

export const createApiKey: Handle<typeof apiKeyEndpoints.createApiKey, AuthContext> = async (
  { actor, body: { name, role }, request },
  context,
) => {
  const { db, clock, newId, newSecret } = context
  const now = new Date(clock())
  const key = `dhol_${newSecret()}`
  const row = {
    id: newId('key'),
    name,
    role,
    hint: `${key.slice(0, hintLength)}…`,
    createdBy: actor.name,
    createdAt: now.toISOString(),
    lastUsedAt: null,
  }
  await db.transaction(async (tx) => {
    if ((await countApiKeys(tx, actor.workspaceId)) >= mostApiKeys) {
      throw new Conflict('too_many', `There are ${mostApiKeys} keys already. Revoke one that is not used.`)
    }
    await insertApiKey(tx, actor.workspaceId, row, actor.id, hashSecret(key))
    const change = { action: 'api_key.made' as const, subject: row.id, after: { name, role } }
    await record(tx, byCaller(actor, request), change, now)
    const own = { action: 'user.key_made' as const, subject: row.id, after: { name, role } }
    await record(tx, byPerson(actor, request), own, now)
  })
  await notify(actor.id, 'api_key_made', context)
  return { ...row, key }
}
