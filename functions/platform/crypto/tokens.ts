import { JwtVerifier } from 'aws-jwt-verify'
import { JwtBaseError } from 'aws-jwt-verify/error'
import * as z from 'zod'
import { idOf } from '../../../contracts/common.ts'
import { type Tier, tiers } from '../../../contracts/roles.ts'
import { Unauthorized } from '../errors.ts'
import type { PublicKey } from './keys.ts'

/**
 * What an access token vouches for: this person, through this session, acting in this workspace if in any. The tier is
 * the workspace's when the token was signed: good enough to count requests by, for the hour that a token lives.
 */
export type Claims = {
  userId: string
  sessionId: string
  workspaceId: string | undefined
  tier: Tier | undefined
}
export type VerifyToken = (token: string) => Claims

export const tokenAudience = 'dhol-api'

/** What an access token says beside the registered claims of RFC 7519. */
const accessClaims = z.object({
  sub: idOf('usr'),
  session: idOf('ses'),
  workspace: idOf('wsp').optional(),
  tier: z.enum(tiers).optional(),
  use: z.literal('access'),
})

const modulus = z.object({ n: z.string(), e: z.string() })

/** The public halves of the signing keys as a JSON Web Key Set (RFC 7517). */
export const keySetOf = (keys: PublicKey[]) => ({
  keys: keys.map(({ id: kid, publicHalf }) => {
    const { n, e } = modulus.parse(publicHalf.export({ format: 'jwk' }))
    return { kty: 'RSA' as const, use: 'sig' as const, alg: 'RS256' as const, kid, n, e }
  }),
})

/**
 * Checks access tokens with the keys that the function was deployed with: it asks nobody.
 * @throws Unauthorized
 */
export function createTokenVerifier(env: { SIGNING_KEYS: PublicKey[]; TOKEN_ISSUER: string }): VerifyToken {
  const verifier = JwtVerifier.create({
    issuer: env.TOKEN_ISSUER,
    audience: tokenAudience,
    // Never asked: the keys are put in below, and what is checked at once is checked with those.
    jwksUri: 'https://kms.invalid/keys',
  })
  verifier.cacheJwks(keySetOf(env.SIGNING_KEYS))
  return (token) => {
    try {
      const claims = accessClaims.parse(verifier.verifySync(token))
      return {
        userId: claims.sub,
        sessionId: claims.session,
        workspaceId: claims.workspace,
        tier: claims.tier,
      }
    } catch (cause) {
      // Anything else is ours to mend, and no reason to log a user out.
      if (!(cause instanceof JwtBaseError || cause instanceof z.ZodError)) throw cause
      throw new Unauthorized('Your session has ended. Log in again.', { cause })
    }
  }
}
