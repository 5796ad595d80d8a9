import { randomUUID } from 'node:crypto'
import type { Session } from '../../contracts/auth.ts'
import { type Actor, keyId, tokenAudience } from '../platform/tokens.ts'
import type { Account } from './users.sql.ts'

const accessTokenSeconds = 60 * 60

type Signer = { env: { SIGNING_KEY_ARN: string; TOKEN_ISSUER: string }; clock: () => number }

/** What a successful log-in answers: an access token for one hour and who it belongs to. */
export async function openSession({ user, workspace }: Account, signer: Signer): Promise<Session> {
  const accessToken = await signAccessToken({ userId: user.id, workspaceId: workspace.id }, signer)
  return { accessToken, expiresIn: accessTokenSeconds, user, workspace }
}

/** A JWT (RFC 7519) signed by KMS, so that the private key never leaves it. */
async function signAccessToken({ userId, workspaceId }: Actor, { env, clock }: Signer): Promise<string> {
  const now = Math.floor(clock() / 1000)
  const header = { alg: 'RS256', typ: 'JWT', kid: keyId(env.SIGNING_KEY_ARN) }
  const claims = {
    iss: env.TOKEN_ISSUER,
    aud: tokenAudience,
    sub: userId,
    workspace: workspaceId,
    use: 'access',
    jti: randomUUID(),
    iat: now,
    exp: now + accessTokenSeconds,
  }
  const message = `${encode(header)}.${encode(claims)}`
  const { sign } = await import('../platform/aws/keys.ts')
  const signature = await sign(env.SIGNING_KEY_ARN, message)
  return `${message}.${Buffer.from(signature).toString('base64url')}`
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
