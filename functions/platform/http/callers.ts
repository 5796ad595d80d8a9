import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { Tier } from '../../../contracts/roles.ts'
import { hashSecret } from '../crypto/ids.ts'
import type { Claims, VerifyToken } from '../crypto/tokens.ts'
import type { Database, Tx } from '../data/db.ts'
import { Unauthorized } from '../errors.ts'
import type { RequestLimits } from '../limits/request-limits.ts'
import {
  type EnteredKey,
  type EnteredPerson,
  enterAsPerson,
  enterWithKey,
  holdAsPerson,
  holdWithKey,
} from './access.sql.ts'
import type { Member, Person } from './actor.ts'

/** What the workspace's rules ask of a person beside the role. */
export type Standing = { hasSecondFactor: boolean; confirmedAt: string | null }

/** Who calls, as the database has it now. */
export type Known = { caller: Person | Member; standing: Standing | undefined }

/** What a request shows of its caller before anybody is asked. */
export type Shown = { claims: Claims } | { key: string } | { refusal: Unauthorized }

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

type Entered = Known & { headers: Record<string, string> }

/** Session or key and membership as they are now, and beside them the limit of the caller: neither waits for the other. */
export function createCallers(db: Database, limits: RequestLimits, clock: () => number) {
  /**
   * Of keys seen lately, by their hash: a key does not say whose it is, so the first request waits for that. All keys of a
   * workspace count together.
   */
  const seenKeys = new Map<string, { workspaceId: string; tier: Tier }>()

  const enterPerson = async (claims: Claims): Promise<Entered> => {
    const limited = limits.ofCaller(claims.userId, claims.tier ?? 'starter')
    const known = personOf(claims, await withoutHaste(limited, enterAsPerson(db, claims)))
    return { ...known, headers: await limited }
  }

  const enterProgram = async (key: string): Promise<Entered> => {
    const hash = hashSecret(key)
    const seen = seenKeys.get(hash)
    const limited = seen && limits.ofCaller(seen.workspaceId, seen.tier)
    const entered = await withoutHaste(limited, enterWithKey(db, hash, new Date(clock())))
    if (!entered) seenKeys.delete(hash)
    const known = programOf(entered)
    if (seenKeys.size >= mostSeenKeys) seenKeys.clear()
    const { workspaceId, tier } = known.caller
    seenKeys.set(hash, { workspaceId, tier })
    return { ...known, headers: await (limited ?? limits.ofCaller(workspaceId, tier)) }
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

/**
 * The same caller once more, in the transaction of what they do and until it ends. Without `inWorkspace` what they are in
 * the workspace of their token is left open.
 * @throws Unauthorized when the session or key has ended meanwhile
 */
export async function holdCaller(tx: Tx, shown: Shown, inWorkspace: boolean): Promise<Known> {
  if ('refusal' in shown) throw shown.refusal
  if ('key' in shown) return programOf(await holdWithKey(tx, hashSecret(shown.key)))
  const claims = inWorkspace ? shown.claims : { ...shown.claims, workspaceId: undefined }
  return personOf(claims, await holdAsPerson(tx, claims))
}

function personOf(claims: Claims, entered: EnteredPerson | undefined): Known {
  if (!entered) throw new Unauthorized('Your session has ended. Log in again.')
  const { userId: id, sessionId, workspaceId } = claims
  const { name, role, tier, ...standing } = entered
  const person = { kind: 'person' as const, id, name, sessionId }
  if (!workspaceId || !role || !tier) return { caller: { ...person, workspaceId: undefined }, standing }
  return { caller: { ...person, credential: sessionId, workspaceId, role, tier }, standing }
}

function programOf(entered: EnteredKey | undefined) {
  if (!entered) {
    throw new Unauthorized('This API key is not valid, or was revoked. Make a new one in the settings.')
  }
  return { caller: { kind: 'key' as const, credential: entered.id, ...entered }, standing: undefined }
}

/** Some kilobytes of memory. */
const mostSeenKeys = 1000

/** Waits for `first`; whatever becomes of `other` meanwhile is heard by who awaits that. */
async function withoutHaste<T>(other: Promise<unknown> | undefined, first: Promise<T>): Promise<T> {
  other?.catch(() => undefined)
  return first
}
