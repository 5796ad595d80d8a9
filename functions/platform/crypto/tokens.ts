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

type TokenEnv = { SIGNING_KEYS: PublicKey[]; TOKEN_ISSUER: string }

/** Reads what our keys signed for an audience; undefined for anything else. It asks nobody. */
function createReader<S extends z.ZodType>(env: TokenEnv, audience: string, claims: S) {
  const verifier = JwtVerifier.create({
    issuer: env.TOKEN_ISSUER,
    audience,
    // Never asked: the keys are put in below, and what is checked at once is checked with those.
    jwksUri: 'https://kms.invalid/keys',
  })
  verifier.cacheJwks(keySetOf(env.SIGNING_KEYS))
  return (token: string): z.output<S> | JwtBaseError | z.ZodError => {
    try {
      return claims.parse(verifier.verifySync(token))
    } catch (cause) {
      // Anything else is ours to mend, and no reason to log a user out.
      if (!(cause instanceof JwtBaseError || cause instanceof z.ZodError)) throw cause
      return cause
    }
  }
}

/**
 * Checks access tokens with the keys that the function was deployed with.
 * @throws Unauthorized
 */
export function createTokenVerifier(env: TokenEnv): VerifyToken {
  const read = createReader(env, tokenAudience, accessClaims)
  return (token) => {
    const claims = read(token)
    if (claims instanceof Error)
      throw new Unauthorized('Your session has ended. Log in again.', { cause: claims })
    return {
      userId: claims.sub,
      sessionId: claims.session,
      workspaceId: claims.workspace,
      tier: claims.tier,
    }
  }
}

export const deviceAudience = 'dhol-device'

const deviceClaims = z.object({ sub: idOf('usr'), jti: z.string() })

/** Reads the token of a device on which somebody has shown who they are; undefined for one that is not valid. */
export function createDeviceReader(env: TokenEnv) {
  const read = createReader(env, deviceAudience, deviceClaims)
  return (token: string): { userId: string; deviceId: string } | undefined => {
    const claims = read(token)
    return claims instanceof Error ? undefined : { userId: claims.sub, deviceId: claims.jti }
  }
}
