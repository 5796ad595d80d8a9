import type { authEndpoints } from '../../../../contracts/auth.ts'
import { readKeySet } from '../../../platform/crypto/tokens.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'

export const getKeys: Handle<typeof authEndpoints.getKeys, AuthContext> = (_input, { env }) =>
  readKeySet(env.SIGNING_KEY_ARNS)
