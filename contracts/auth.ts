import * as z from 'zod'
import { idOf, text } from './common.ts'
import { endpoint } from './endpoint.ts'

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email('Enter an e-mail address, like asha@example.in'))

/** bcrypt reads no further than 72 bytes, so a longer password would be cut in silence. */
const passwordBytes = 72
const newPassword = z
  .string()
  .min(8, 'Use at least 8 characters')
  .refine((text) => new TextEncoder().encode(text).length <= passwordBytes, 'Use at most 72 bytes')

export const user = z.object({ id: idOf('usr'), name: z.string(), email: z.string() })
export const workspace = z.object({ id: idOf('wsp'), name: z.string() })

const session = z.object({
  accessToken: z.string(),
  /** Seconds. */
  expiresIn: z.number().int(),
  user,
  workspace,
})

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

export const authEndpoints = {
  register: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/register',
    auth: 'public',
    summary: 'Makes an account with a workspace of its own and logs it in.',
    body: z.strictObject({ name: text().min(1).max(100), email, password: newPassword }),
    status: 201,
    response: session,
  }),
  login: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/login',
    auth: 'public',
    summary: 'Gives an access token for one hour.',
    body: z.strictObject({ email, password: z.string().min(1).max(1000) }),
    status: 200,
    response: session,
  }),
  getMe: endpoint({
    service: 'auth',
    method: 'GET',
    path: '/v1/auth/me',
    auth: 'user',
    summary: 'Says who the token belongs to.',
    status: 200,
    response: z.object({ user, workspace }),
  }),
  getKeys: endpoint({
    service: 'auth',
    method: 'GET',
    path: '/v1/auth/jwks',
    auth: 'public',
    summary: 'The public keys that access tokens are signed with, as a JSON Web Key Set.',
    status: 200,
    response: jsonWebKeySet,
  }),
}

export type Session = z.infer<typeof session>
