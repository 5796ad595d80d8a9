import type { signingKeyEndpoints } from '../../../../contracts/auth/signing-keys.ts'
import { keySetOf } from '../../../platform/crypto/tokens.ts'
import type { Handle } from '../../../platform/http/api.ts'
import type { AuthContext } from '../../context.ts'

export const getKeys: Handle<typeof signingKeyEndpoints.getKeys, AuthContext> = async (_input, { env }) =>
  keySetOf(env.SIGNING_KEYS)
