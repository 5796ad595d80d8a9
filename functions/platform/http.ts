import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import type { BodyOf, EndpointDefinition, ParamsOf, QueryOf, ResponseOf } from '../../contracts/endpoint.ts'
import { NotFound, Unauthorized } from './errors.ts'
import { answer, answerErrors, logAccess } from './http-answer.ts'
import { readBody, readIdempotencyKey, readPart } from './http-input.ts'
import type { Actor, VerifyToken } from './tokens.ts'

/** What an endpoint file gets: everything parsed by its contract. */
export type Input<E extends EndpointDefinition> = {
  params: ParamsOf<E>
  query: QueryOf<E>
  body: BodyOf<E>
  actor: E['auth'] extends 'user' ? Actor : undefined
  idempotencyKey: E['idempotent'] extends true ? string | undefined : undefined
}

export type Handle<E extends EndpointDefinition, C> = (input: Input<E>, context: C) => Promise<ResponseOf<E>>

type Route<C> = {
  endpoint: EndpointDefinition
  run: (event: APIGatewayProxyEventV2, verify: VerifyToken | undefined, context: C) => Promise<unknown>
}

/** Joins a contract and the file that fulfils it. */
export const route = <E extends EndpointDefinition, C>(endpoint: E, handle: Handle<E, C>): Route<C> => ({
  endpoint,
  run: async (event, verify, context) => {
    const actor = endpoint.auth === 'user' ? await readActor(event, verify) : undefined
    const input = {
      actor,
      params: readPart(endpoint.params, event.pathParameters),
      query: readPart(endpoint.query, event.queryStringParameters),
      body: readBody(endpoint.body, event),
      idempotencyKey: endpoint.idempotent && readIdempotencyKey(event),
    }
    // The contract's types and the values parsed by it are the same; TypeScript cannot follow that through `E`.
    return endpoint.response.parse(await handle(input as Input<E>, context))
  },
})

async function readActor(event: APIGatewayProxyEventV2, verify: VerifyToken | undefined): Promise<Actor> {
  const token = /^Bearer (\S+)$/i.exec(event.headers.authorization ?? '')?.[1]
  if (!token || !verify) throw new Unauthorized('Log in to do this.')
  return verify(token)
}

/** The handler of a service's API Lambda. API Gateway names the route that it matched in `routeKey`. */
export function createApi<C>(context: C, routes: Route<C>[], verifyToken?: VerifyToken) {
  const byKey = new Map(routes.map((each) => [`${each.endpoint.method} ${each.endpoint.path}`, each]))
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Error, Context>()
    .use(logAccess())
    .use(answerErrors())
    .handler(async (event) => {
      const matched = byKey.get(event.routeKey)
      if (!matched) throw new NotFound('There is nothing at this address.')
      return answer(matched.endpoint.status, await matched.run(event, verifyToken, context))
    })
}
