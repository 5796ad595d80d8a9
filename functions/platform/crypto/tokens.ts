import { createPublicKey } from 'node:crypto'
import { JwtVerifier } from 'aws-jwt-verify'
import { JwtBaseError } from 'aws-jwt-verify/error'
import { SimpleJwksCache } from 'aws-jwt-verify/jwk'
import * as z from 'zod'
import { idOf } from '../../../contracts/common.ts'
import { Unauthorized } from '../errors.ts'

/** What an access token vouches for: this person, through this session, acting in this workspace if in any. */
export type Claims = { userId: string; sessionId: string; workspaceId: string | undefined }
export type VerifyToken = (token: string) => Promise<Claims>

export const tokenAudience = 'dhol-api'

/** What an access token says beside the registered claims of RFC 7519. */
const accessClaims = z.object({
  sub: idOf('usr'),
  session: idOf('ses'),
  workspace: idOf('wsp').optional(),
  use: z.literal('access'),
})

/** The last part of the key's ARN names it in a token's `kid`. */
export const keyId = (keyArn: string) => keyArn.slice(keyArn.lastIndexOf('/') + 1)

const modulus = z.object({ n: z.string(), e: z.string() })

/** The public halves of the signing keys as a JSON Web Key Set (RFC 7517). */
export async function readKeySet(keyArns: string[]) {
  const { publicKey } = await import('../aws/keys.ts')
  const keys = keyArns.map(async (keyArn) => {
    const der = Buffer.from(await publicKey(keyArn))
    const { n, e } = modulus.parse(
      createPublicKey({ key: der, format: 'der', type: 'spki' }).export({ format: 'jwk' }),
    )
    return { kty: 'RSA' as const, use: 'sig' as const, alg: 'RS256' as const, kid: keyId(keyArn), n, e }
  })
  return { keys: await Promise.all(keys) }
}

/**
 * Checks access tokens with the keys that KMS holds, read once by a warm function.
 * @throws Unauthorized
 */
export function createTokenVerifier(env: { SIGNING_KEY_ARNS: string[]; TOKEN_ISSUER: string }): VerifyToken {
  const fetcher = {
    fetch: async () =>
      new TextEncoder().encode(JSON.stringify(await readKeySet(env.SIGNING_KEY_ARNS))).buffer,
  }
  const verifier = JwtVerifier.create(
    // The cache asks its fetcher, never this address: no function calls Dhol's own API to check a token.
    { issuer: env.TOKEN_ISSUER, audience: tokenAudience, jwksUri: 'https://kms.invalid/keys' },
    { jwksCache: new SimpleJwksCache({ fetcher }) },
  )
  return async (token) => {
    try {
      const claims = accessClaims.parse(await verifier.verify(token))
      return { userId: claims.sub, sessionId: claims.session, workspaceId: claims.workspace }
    } catch (cause) {
      // Anything else is ours to mend (KMS out of reach), and no reason to log a user out.
      if (!(cause instanceof JwtBaseError || cause instanceof z.ZodError)) throw cause
      throw new Unauthorized('Your session has ended. Log in again.', { cause })
    }
  }
}
