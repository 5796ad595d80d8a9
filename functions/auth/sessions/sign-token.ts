import { randomUUID } from 'node:crypto'
import type { PublicKey } from '../../platform/crypto/keys.ts'

export type Signer = { env: { SIGNING_KEYS: PublicKey[]; TOKEN_ISSUER: string }; clock: () => number }

/** A JWT (RFC 7519) with these claims and the usual ones, signed by KMS, so that the private key never leaves it. */
export async function signToken(
  claims: { aud: string; sub: string } & Record<string, unknown>,
  seconds: number,
  { env, clock }: Signer,
): Promise<string> {
  const [key] = env.SIGNING_KEYS
  if (!key) throw new Error('A signer needs a key')
  const now = Math.floor(clock() / 1000)
  const header = { alg: 'RS256', typ: 'JWT', kid: key.id }
  const all = { iss: env.TOKEN_ISSUER, jti: randomUUID(), iat: now, exp: now + seconds, ...claims }
  const { sign } = await import('../../platform/aws/keys.ts')
  const message = [header, all]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${message}.${Buffer.from(await sign(key.arn, message)).toString('base64url')}`
}
