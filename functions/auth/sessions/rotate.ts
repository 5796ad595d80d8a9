import { byPerson, record } from '../../audit/index.ts'
import { hashSecret } from '../../platform/crypto/ids.ts'
import type { Tx } from '../../platform/data/db.ts'
import type { RequestInfo } from '../../platform/http/actor.ts'
import { networkOf } from '../../platform/limits/limiter.ts'
import { notify } from '../accounts/notify.ts'
import { findUser } from '../accounts/users.sql.ts'
import type { AuthContext } from '../context.ts'
import { tellEnded } from './end-sessions.ts'
import { refreshTokenMs, successorOf } from './session.ts'
import {
  endSessions,
  findSpentToken,
  findUseOfToken,
  insertRefreshToken,
  spendRefreshToken,
  type TokenSession,
} from './sessions.sql.ts'

/**
 * A request may be under way for so long while another tab goes on: as long as an API may take to answer, and a little
 * more (tests/architecture/timers.test.ts).
 */
export const underWayMs = 30_000

type Rotated = Omit<TokenSession, 'chainKey'> & { token: string }

/**
 * Uses up a refresh token and gives its successor; undefined for one that is not valid. As long as the successor was not
 * used, an answer may have been lost: the token gives the same one again. After that it was stolen, from or by whoever
 * holds it: the session ends for both, and the person is told. docs/decisions/0016.
 */
export async function rotate(
  token: string,
  request: RequestInfo,
  context: AuthContext,
): Promise<Rotated | undefined> {
  const now = new Date(context.clock())
  const hash = hashSecret(token)
  const { reused, ...rotated } = await context.db.transaction(async (tx) => {
    const spent = await spendRefreshToken(tx, hash, networkOf(request.address), now)
    if (spent) return { next: await issueNext(tx, token, spent, now) }
    const earlier = await findSpentToken(tx, hash, now)
    if (!earlier) return {}
    const wentOnAt = await findUseOfToken(tx, hashSecret(successorOf(token, earlier.chainKey)))
    if (!wentOnAt || now.getTime() - Date.parse(wentOnAt) <= underWayMs) {
      return { next: await issueNext(tx, token, earlier, now) }
    }
    await endReused(tx, earlier, request, now)
    return { reused: earlier }
  })
  if (reused) {
    await tellEnded([reused.sessionId], context)
    await notify(reused.userId, 'token_reused', context)
  }
  return rotated.next
}

async function issueNext(tx: Tx, token: string, { chainKey, ...session }: TokenSession, now: Date) {
  const next = successorOf(token, chainKey)
  await insertRefreshToken(tx, hashSecret(next), session.sessionId, new Date(now.getTime() + refreshTokenMs))
  return { ...session, token: next }
}

async function endReused(tx: Tx, { userId, sessionId }: TokenSession, request: RequestInfo, now: Date) {
  await endSessions(tx, userId, { only: sessionId }, 'token_reused', now)
  const user = await findUser(tx, userId)
  const change = {
    action: 'session.revoked' as const,
    subject: sessionId,
    why: 'A refresh token was used after its successor.',
  }
  const by = { ...byPerson({ id: userId, name: user?.name ?? '' }, request), kind: 'system' as const }
  await record(tx, by, change, now)
}
