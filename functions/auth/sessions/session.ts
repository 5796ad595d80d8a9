import { createHmac } from 'node:crypto'
import type { Membership, Session } from '../../../contracts/auth/auth.ts'
import { hashSecret } from '../../platform/crypto/ids.ts'
import { tokenAudience } from '../../platform/crypto/tokens.ts'
import type { Tx } from '../../platform/data/db.ts'
import type { User } from '../accounts/users.sql.ts'
import { sessionMs } from './session-life.ts'
import { insertRefreshToken, insertSession, type NewSession } from './sessions.sql.ts'
import { type Signer, signToken } from './sign-token.ts'

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

/** An access token for one hour, but for no longer than its session, and who it belongs to. `openedAt` is in ms. */
export async function sessionAnswer(
  { id, name, email }: User,
  { sessionId, openedAt }: { sessionId: string; openedAt: number },
  workspace: Membership | undefined,
  signer: Signer,
): Promise<Session> {
  const claims = {
    aud: tokenAudience,
    sub: id,
    session: sessionId,
    workspace: workspace?.id,
    tier: workspace?.tier,
    use: 'access',
  }
  const secondsLeft = Math.floor((openedAt + sessionMs - signer.clock()) / 1000)
  const expiresIn = Math.min(accessTokenSeconds, secondsLeft)
  return {
    accessToken: await signToken(claims, expiresIn, signer),
    expiresIn,
    user: { id, name, email },
    workspace: workspace ?? null,
  }
}
