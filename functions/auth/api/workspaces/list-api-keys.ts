import type { apiKeyEndpoints } from '../../../../contracts/auth/api-keys.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'
import * as keys from '../../workspaces/api-keys.sql.ts'

export const listApiKeys: Handle<typeof apiKeyEndpoints.listApiKeys, AuthContext> = async (
  { actor },
  { db },
) => ({ items: await keys.listApiKeys(db, actor.workspaceId) })
