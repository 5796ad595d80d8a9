import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { Tier } from '../../../contracts/roles.ts'
import { hashSecret } from '../crypto/ids.ts'
import type { Claims, VerifyToken } from '../crypto/tokens.ts'
import type { Database } from '../data/db.ts'
import { Unauthorized } from '../errors.ts'
import type { RequestLimits } from '../limits/request-limits.ts'
import { enterAsPerson, enterWithKey } from './access.sql.ts'
import type { Member, Person } from './actor.ts'

/** What the workspace's rules ask of a person beside the role. */
export type Standing = { hasSecondFactor: boolean; confirmedAt: string | null }

type Entered = { caller: Person | Member; standing: Standing | undefined; headers: Record<string, string> }

/** What a request shows of its caller before anybody is asked. */
type Shown = { claims: Claims } | { key: string } | { refusal: Unauthorized }

export function whoAsks({ headers }: APIGatewayProxyEventV2, verify: VerifyToken): Shown {
  const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]
  if (!token) return { refusal: new Unauthorized('Log in to do this.') }
  if (token.startsWith('dhol_')) return { key: token }
  try {
    return { claims: verify(token) }
  } catch (error) {
    if (error instanceof Unauthorized) return { refusal: error }
    throw error
  }
}

/** Session or key and membership as they are now, and beside them the limit of the caller: neither waits for the other. */
export function createCallers(db: Database, limits: RequestLimits, clock: () => number) {
  /** Of keys seen lately, by their hash: a key does not say its tier, so the first request waits for it. */
  const seenKeys = new Map<string, { id: string; tier: Tier }>()

  const enterPerson = async (claims: Claims): Promise<Entered> => {
    const { userId: id, sessionId, workspaceId } = claims
    const limited = limits.ofCaller(id, claims.tier ?? 'starter')
    const entered = await withoutHaste(limited, enterAsPerson(db, claims))
    if (!entered) throw new Unauthorized('Your session has ended. Log in again.')
    const { name, role, tier, ...standing } = entered
    const headers = await limited
    if (!workspaceId || !role || !tier) {
      return { caller: { kind: 'person', id, name, sessionId, workspaceId: undefined }, standing, headers }
    }
    const caller = {
      kind: 'person' as const,
      id,
      name,
      sessionId,
      credential: sessionId,
      workspaceId,
      role,
      tier,
    }
    return { caller, standing, headers }
  }

  const enterProgram = async (key: string): Promise<Entered> => {
    const hash = hashSecret(key)
    const seen = seenKeys.get(hash)
    const limited = seen && limits.ofCaller(seen.id, seen.tier)
    const entered = await withoutHaste(limited, enterWithKey(db, hash, new Date(clock())))
    if (!entered) {
      seenKeys.delete(hash)
      throw new Unauthorized('This API key is not valid, or was revoked. Make a new one in the settings.')
    }
    if (seenKeys.size >= mostSeenKeys) seenKeys.clear()
    seenKeys.set(hash, entered)
    const headers = await (limited ?? limits.ofCaller(entered.id, entered.tier))
    return { caller: { kind: 'key', credential: entered.id, ...entered }, standing: undefined, headers }
  }

  /** A refused token counts against its address, so that nobody tries many. @throws Unauthorized, LimitExceeded */
  return async (shown: Shown, event: APIGatewayProxyEventV2): Promise<Entered> => {
    try {
      if ('refusal' in shown) throw shown.refusal
      return await ('key' in shown ? enterProgram(shown.key) : enterPerson(shown.claims))
    } catch (error) {
      if (error instanceof Unauthorized) await limits.ofAddress(event)
      throw error
    }
  }
}

/** Some kilobytes of memory. */
const mostSeenKeys = 1000

/** Waits for `first`; whatever becomes of `other` meanwhile is heard by who awaits that. */
async function withoutHaste<T>(other: Promise<unknown> | undefined, first: Promise<T>): Promise<T> {
  other?.catch(() => undefined)
  return first
}
