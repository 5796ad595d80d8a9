import * as z from 'zod'
import { endpoint, tagged } from '../endpoint.ts'
import { accountTag } from './auth.ts'

/** RFC 7517. */
const jsonWebKeySet = z.object({
  keys: z.array(
    z.object({
      kty: z.literal('RSA'),
      use: z.literal('sig'),
      alg: z.literal('RS256'),
      kid: z.string(),
      n: z.string(),
      e: z.string(),
    }),
  ),
})

export const signingKeyEndpoints = tagged(accountTag, {
  getKeys: endpoint({
    service: 'auth',
    method: 'GET',
    path: '/v1/auth/jwks',
    auth: 'public',
    summary: 'The public keys that access tokens are signed with, as a JSON Web Key Set.',
    status: 200,
    response: jsonWebKeySet,
  }),
})
