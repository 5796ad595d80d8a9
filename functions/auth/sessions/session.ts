import { createHmac, randomUUID } from 'node:crypto'
import type { Membership, Session } from '../../../contracts/auth.ts'
import { hashSecret } from '../../platform/crypto/ids.ts'
import type { PublicKey } from '../../platform/crypto/keys.ts'
import { type Claims, tokenAudience } from '../../platform/crypto/tokens.ts'
import type { Tx } from '../../platform/data/db.ts'
import type { User } from '../accounts/users.sql.ts'
import { insertRefreshToken, insertSession, type NewSession } from './sessions.sql.ts'

export const accessTokenSeconds = 60 * 60
export const refreshTokenMs = 30 * 24 * 60 * 60_000

/** The token that follows one in its session. Only who holds the one can tell the other, and the same one each time. */
export const successorOf = (token: string, chainKey: string): string =>
  createHmac('sha256', chainKey).update(token).digest('base64url')

/** Begins a session with its first refresh token. `now` is in ms. */
export async function beginSession(tx: Tx, session: NewSession, token: string, now: number): Promise<void> {
  await insertSession(tx, session, new Date(now))
  await insertRefreshToken(tx, hashSecret(token), session.id, new Date(now + refreshTokenMs))
}

type Signer = { env: { SIGNING_KEYS: PublicKey[]; TOKEN_ISSUER: string }; clock: () => number }

/** An access token for one hour and who it belongs to. */
export async function sessionAnswer(
  { id, name, email }: User,
  sessionId: string,
  workspace: Membership | undefined,
  signer: Signer,
): Promise<Session> {
  const claims = { userId: id, sessionId, workspaceId: workspace?.id, tier: workspace?.tier }
  const accessToken = await signAccessToken(claims, signer)
  return {
    accessToken,
    expiresIn: accessTokenSeconds,
    user: { id, name, email },
    workspace: workspace ?? null,
  }
}

/** A JWT (RFC 7519) signed by KMS, so that the private key never leaves it. */
async function signAccessToken({ userId, sessionId, workspaceId, tier }: Claims, { env, clock }: Signer) {
  const now = Math.floor(clock() / 1000)
  const [key] = env.SIGNING_KEYS
  if (!key) throw new Error('A signer needs a key')
  const header = { alg: 'RS256', typ: 'JWT', kid: key.id }
  const claims = {
    iss: env.TOKEN_ISSUER,
    aud: tokenAudience,
    sub: userId,
    session: sessionId,
    workspace: workspaceId,
    tier,
    use: 'access',
    jti: randomUUID(),
    iat: now,
    exp: now + accessTokenSeconds,
  }
  const { sign } = await import('../../platform/aws/keys.ts')
  const message = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${message}.${Buffer.from(await sign(key.arn, message)).toString('base64url')}`
}
