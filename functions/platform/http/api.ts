import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import type {
  BodyOf,
  EndpointDefinition,
  ParamsOf,
  QueryOf,
  ResponseOf,
} from '../../../contracts/endpoint.ts'
import type { Database } from '../data/db.ts'
import { NotFound } from '../errors.ts'
import { log } from '../log.ts'
import type { Member, Person, Reader, RequestInfo } from './actor.ts'
import { answer, answerError, type Extra, logAccess } from './answer.ts'
import { audited, type Hold } from './audited.ts'
import type { Gate } from './gate.ts'
import { readBody, readIdempotencyKey, readPart, readRequestInfo } from './input.ts'

/** What there is of a caller; of one who reads, what is known before they are let in. */
type ActorOf<E extends EndpointDefinition> = E['auth'] extends 'member'
  ? E['method'] extends 'GET'
    ? Pick<Member, 'id' | 'workspaceId'>
    : Member
  : E['auth'] extends 'person'
    ? E['method'] extends 'GET'
      ? Reader
      : Person
    : undefined

/** What an endpoint file gets: everything parsed by its contract. */
export type Input<E extends EndpointDefinition> = {
  params: ParamsOf<E>
  query: QueryOf<E>
  body: BodyOf<E>
  actor: ActorOf<E>
  idempotencyKey: E['idempotent'] extends true ? string | undefined : undefined
  request: RequestInfo
  /** A `Set-Cookie` of the answer. */
  setCookie: (cookie: string) => void
}

export type Handle<E extends EndpointDefinition, C> = (input: Input<E>, context: C) => Promise<ResponseOf<E>>

/** One file for each endpoint of a service. */
type Handlers<Es, C> = { [N in keyof Es]: Es[N] extends EndpointDefinition ? Handle<Es[N], C> : never }

/**
 * The handler of a service's API Lambda. API Gateway names the route that it matched in `routeKey`. An endpoint gets
 * the database of its caller's workspace, and no other, in which it writes down what it changes, and in which nothing is
 * changed for a caller who no longer may. What every request needs is begun with the function itself.
 */
export function createApi<Es extends Record<string, EndpointDefinition>, C extends { db: Database }>(
  context: C,
  endpoints: Es,
  handlers: Handlers<Es, C>,
  gate: Gate,
) {
  const byKey = new Map(
    Object.entries(endpoints).map(([name, endpoint]) => [`${endpoint.method} ${endpoint.path}`, name]),
  )
  context.db.open()
  /** Fills `extra` on its way, since headers and cookies go out with a refusal too. */
  const run = async (event: APIGatewayProxyEventV2, extra: Required<Pick<Extra, 'headers' | 'cookies'>>) => {
    const name = byKey.get(event.routeKey) ?? ''
    const endpoint = endpoints[name]
    if (!endpoint) throw new NotFound('There is nothing at this address.')
    const handle = async (actor: Person | Member | Reader | undefined, hold: Hold | undefined) => {
      const input = {
        actor,
        params: readPart(endpoint.params, event.pathParameters),
        query: readPart(endpoint.query, event.queryStringParameters),
        body: readBody(endpoint.body, event),
        idempotencyKey: endpoint.idempotent && readIdempotencyKey(event),
        request: readRequestInfo(event),
        setCookie: (cookie: string) => void extra.cookies.push(cookie),
      }
      const isProgram = actor && 'kind' in actor && actor.kind === 'key'
      const tenant = context.db.of({
        workspaceId: actor?.workspaceId,
        userId: isProgram ? undefined : actor?.id,
      })
      const db = audited(tenant, name, endpoint, hold)
      // The contract's types and the values parsed by it are the same; TypeScript cannot follow that through `Es`.
      const fulfil = handlers[name as keyof Es] as Handle<EndpointDefinition, C>
      return fulfil(input as Input<EndpointDefinition>, { ...context, db })
    }

    const { reader, entrance } = gate(name, endpoint, event)
    const early = reader && handle(reader, undefined)
    early?.catch(() => undefined) // it counts, and is heard, only after the caller was let in
    const { actor, headers, hold } = await entrance
    Object.assign(extra.headers, headers)
    if (actor) log.appendKeys({ actor: actor.id, workspaceId: actor.workspaceId })
    const isAsTheTokenSays = reader?.workspaceId === actor?.workspaceId
    const body = await (early && isAsTheTokenSays ? early : handle(actor, hold))
    const { status, response, file } = endpoint
    // RFC 6266.
    if (file) Object.assign(extra.headers, { 'content-disposition': `attachment; filename="${file.name}"` })
    return answer(status, response.parse(body), { ...extra, contentType: file?.type })
  }

  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Error, Context>()
    .use(logAccess())
    .handler(async (event) => {
      const extra = { headers: {}, cookies: [] }
      return run(event, extra).catch((error: unknown) =>
        answerError(error, event.requestContext.requestId, extra),
      )
    })
}
