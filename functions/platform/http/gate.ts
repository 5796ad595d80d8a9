import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type * as z from 'zod'
import { rolesOf, stepUpMinutes } from '../../../contracts/access.ts'
import { type EndpointDefinition, needsToken } from '../../../contracts/endpoint.ts'
import { needsSecondFactor } from '../../../contracts/roles.ts'
import { hashSecret } from '../crypto/ids.ts'
import { createTokenVerifier } from '../crypto/tokens.ts'
import type { Database } from '../data/db.ts'
import type { gateEnv } from '../env.ts'
import { Forbidden, Unauthorized } from '../errors.ts'
import { createRequestLimits } from '../limits/request-limits.ts'
import { enterAsPerson, enterWithKey } from './access.sql.ts'
import type { Member, Person } from './actor.ts'
import { checkEdge } from './edge.ts'

type Entrance = { actor?: Person | Member; headers: Record<string, string> }

/** Lets a request in, with what it may know of its caller, or throws. */
export type Gate = (
  name: string,
  endpoint: EndpointDefinition,
  event: APIGatewayProxyEventV2,
) => Promise<Entrance>

/** What the workspace's rules ask of a person beside the role. */
type Standing = { hasSecondFactor: boolean; confirmedAt: string | null }

/**
 * The one way into every API: token or key, session and membership as they are now, limits, role, step-up.
 * @throws Unauthorized, Forbidden, LimitExceeded
 */
export function createGate(env: z.infer<typeof gateEnv>, db: Database, clock: () => number): Gate {
  const verify = createTokenVerifier(env)
  const limits = createRequestLimits(env.LIMITS_TABLE, clock)

  const enterPerson = async (token: string): Promise<{ caller: Person | Member; standing: Standing }> => {
    const claims = await verify(token)
    const entered = await enterAsPerson(db, claims)
    if (!entered) throw new Unauthorized('Your session has ended. Log in again.')
    const { name, role, tier, ...standing } = entered
    const { userId: id, sessionId, workspaceId } = claims
    if (!workspaceId || !role || !tier) {
      return { caller: { kind: 'person', id, name, sessionId, workspaceId: undefined }, standing }
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
    return { caller, standing }
  }

  const enterProgram = async (key: string): Promise<{ caller: Member }> => {
    const entered = await enterWithKey(db, hashSecret(key), new Date(clock()))
    if (!entered)
      throw new Unauthorized('This API key is not valid, or was revoked. Make a new one in the settings.')
    return { caller: { kind: 'key', credential: entered.id, ...entered } }
  }

  /** A refused token counts against its address, so that nobody tries many. */
  const enter = async (event: APIGatewayProxyEventV2) => {
    try {
      const token = /^Bearer (\S+)$/i.exec(event.headers.authorization ?? '')?.[1]
      if (!token) throw new Unauthorized('Log in to do this.')
      return {
        standing: undefined,
        ...(await (token.startsWith('dhol_') ? enterProgram(token) : enterPerson(token))),
      }
    } catch (error) {
      if (error instanceof Unauthorized) await limits.ofAddress(event)
      throw error
    }
  }

  return async (name, endpoint, event) => {
    checkEdge(env.EDGE_SECRET, event)
    if (endpoint.auth === 'cookie' && event.headers['x-dhol-csrf'] !== '1') {
      throw new Forbidden('csrf', 'Open Dhol in a tab of its own and try again.')
    }
    if (!needsToken(endpoint)) {
      return { headers: await limits.ofAddress(event) }
    }
    const { caller, standing } = await enter(event)
    const tier = 'tier' in caller ? caller.tier : 'starter'
    const headers = await limits.ofCaller(caller.id, tier)
    if (endpoint.auth === 'person' && caller.kind === 'key') {
      throw new Forbidden('role_forbidden', 'This is for people, not for API keys. Log in to do it.')
    }
    if (endpoint.auth === 'member') checkRole(name, caller, standing)
    if (endpoint.stepUp) checkStepUp(standing, clock())
    return { actor: caller, headers }
  }
}

/** @throws Forbidden when the role may not, or the workspace asks its owners and admins for a second factor first */
function checkRole(name: string, caller: Person | Member, standing: Standing | undefined) {
  if (!('role' in caller)) {
    throw new Forbidden(
      'no_workspace',
      'You do not belong to this workspace. Choose another, or ask to be invited.',
    )
  }
  const allowed = rolesOf(name) ?? []
  if (!allowed.includes(caller.role)) {
    throw new Forbidden('role_forbidden', `This is for ${allowed.join(', ')}. Ask an owner of the workspace.`)
  }
  if (standing && !standing.hasSecondFactor && needsSecondFactor(caller)) {
    throw new Forbidden(
      'second_factor_required',
      'This workspace asks its owners and admins for a second factor. Set it up first.',
    )
  }
}

function checkStepUp(standing: Standing | undefined, now: number) {
  const confirmedAt = standing?.confirmedAt ? Date.parse(standing.confirmedAt) : 0
  if (now - confirmedAt > stepUpMinutes * 60_000) {
    throw new Forbidden('step_up_required', 'Confirm that it is you, then try again.')
  }
}
