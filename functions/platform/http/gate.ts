import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type * as z from 'zod'
import { rolesOf, stepUpMinutes } from '../../../contracts/access.ts'
import { type EndpointDefinition, needsToken } from '../../../contracts/endpoint.ts'
import { needsSecondFactor } from '../../../contracts/roles.ts'
import { type Claims, createTokenVerifier } from '../crypto/tokens.ts'
import type { Database } from '../data/db.ts'
import type { gateEnv } from '../env.ts'
import { Forbidden } from '../errors.ts'
import { createRequestLimits, type RequestLimits } from '../limits/request-limits.ts'
import type { Member, Person, Reader } from './actor.ts'
import type { Hold } from './audited.ts'
import { createCallers, holdCaller, type Known, type Shown, type Standing, whoAsks } from './callers.ts'
import { checkEdge } from './edge.ts'

type Headers = Record<string, string>
/** With a caller comes what asks again whether they may. */
type Entrance = { headers: Headers } & (
  | { actor: Person | Member; hold: Hold }
  | { actor?: undefined; hold?: undefined }
)

/** Lets a request in, with what it may know of its caller, or throws. */
export type Gate = (
  name: string,
  endpoint: EndpointDefinition,
  event: APIGatewayProxyEventV2,
) => {
  /** Whom the token names, where an endpoint may begin to read for them: what it finds counts once they are let in. */
  reader?: Reader | undefined
  entrance: Promise<Entrance>
}

/**
 * The one way into every API: token or key, session and membership as they are now, limits, role, step-up.
 * @throws Unauthorized, Forbidden, LimitExceeded
 */
export function createGate(env: z.infer<typeof gateEnv>, db: Database, clock: () => number): Gate {
  const verify = createTokenVerifier(env)
  const limits = createRequestLimits(env.LIMITS_TABLE, clock)
  const enter = createCallers(db, limits, clock)

  const check = (name: string, endpoint: EndpointDefinition, { caller, standing }: Known) => {
    if (endpoint.auth === 'person' && caller.kind === 'key') {
      throw new Forbidden('role_forbidden', 'This is for people, not for API keys. Log in to do it.')
    }
    if (endpoint.auth === 'member') checkRole(name, caller, standing)
    if (endpoint.stepUp) checkStepUp(standing, clock())
  }

  const letIn = async (
    name: string,
    endpoint: EndpointDefinition,
    shown: Shown,
    event: APIGatewayProxyEventV2,
  ) => {
    const { headers, ...known } = await enter(shown, event)
    check(name, endpoint, known)
    const hold: Hold = async (tx) =>
      check(name, endpoint, await holdCaller(tx, shown, endpoint.auth === 'member'))
    return { actor: known.caller, headers, hold }
  }

  return (name, endpoint, event) => {
    checkEdge(env.EDGE_MARKS, event)
    if (endpoint.auth === 'cookie' && event.headers['x-dhol-csrf'] !== '1') {
      throw new Forbidden('csrf', 'Open Dhol in a tab of its own and try again.')
    }
    if (!needsToken(endpoint)) {
      return { entrance: limits.ofAddress(event).then((headers) => ({ headers })) }
    }
    const shown = whoAsks(event, verify)
    return {
      reader: 'claims' in shown ? readerOf(endpoint, shown.claims, limits) : undefined,
      entrance: letIn(name, endpoint, shown, event),
    }
  }
}

/** Nobody who was over the limit a moment ago: the limit is there to keep their reading from the database. */
function readerOf(
  { auth, method }: EndpointDefinition,
  { userId: id, sessionId, workspaceId }: Claims,
  limits: RequestLimits,
): Reader | undefined {
  if (method !== 'GET' || limits.refusedLately(id)) return undefined
  return auth === 'member' && !workspaceId ? undefined : { id, sessionId, workspaceId }
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
