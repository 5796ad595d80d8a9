import { rolesOf, stepUpMinutes } from '../../contracts/access.ts'
import { type Auth, type EndpointDefinition, needsToken } from '../../contracts/endpoint.ts'
import { codesOf } from '../../contracts/errors.ts'
import { addressLimit, callerLimits, type Limit } from '../../contracts/limits.ts'
import { keyRoles, type Role, roles } from '../../contracts/roles.ts'
import { type Refusals, rateLimitHeaders } from './openapi-errors.ts'
import type { Schemas } from './openapi-schemas.ts'

/** One endpoint. */
export function operation(
  name: string,
  endpoint: EndpointDefinition,
  { schemas, refusals }: { schemas: Schemas; refusals: Refusals },
) {
  const allowed = rolesOf(name)
  const codes = codesOf(name, endpoint)
  const success = schemas.schemaOf(endpoint.response, 'output')
  return {
    operationId: name,
    tags: endpoint.tag ? [endpoint.tag.name] : [],
    // Unlike a description, it is no Markdown.
    summary: endpoint.summary.replaceAll('`', ''),
    description: describe(endpoint, allowed),
    security: securityOf(endpoint, allowed),
    parameters: parametersOf(endpoint, schemas),
    ...(endpoint.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemas.schemaOf(endpoint.body, 'input') } },
      },
    }),
    responses: {
      [endpoint.status]: {
        description: endpoint.status === 202 ? 'Taken on.' : 'Done.',
        headers: rateLimitHeaders,
        content: { [endpoint.file?.type ?? 'application/json']: { schema: success } },
      },
      ...refusals.refusalsOf(codes),
    },
    ...(allowed && { 'x-dhol-roles': allowed }),
    ...(endpoint.stepUp && { 'x-dhol-step-up-minutes': stepUpMinutes }),
    'x-dhol-limit': needsToken(endpoint) ? { caller: callerLimits } : { address: addressLimit },
    'x-dhol-codes': codes,
  }
}

/** Nothing that needs a step-up, or a role that no key has, can be done with a key. */
const takesKeys = ({ auth, stepUp }: EndpointDefinition, allowed: readonly Role[] = []) =>
  auth === 'member' && !stepUp && keyRoles.some((role) => allowed.includes(role))

function securityOf(endpoint: EndpointDefinition, allowed: readonly Role[] | undefined) {
  const token = { accessToken: [] }
  const byAuth: Record<Auth, object[]> = {
    public: [],
    cookie: [{ refreshCookie: [] }],
    person: [token],
    member: takesKeys(endpoint, allowed) ? [token, { apiKey: [] }] : [token],
  }
  return byAuth[endpoint.auth]
}

function describe(endpoint: EndpointDefinition, allowed: readonly Role[] | undefined): string {
  const callers: Record<Auth, string> = {
    public: 'Open to anybody.',
    cookie: 'Needs the cookie `__Secure-dhol_refresh` and, with it, the header `x-dhol-csrf: 1`.',
    person: 'Needs an access token; no API key may do this.',
    member: takesKeys(endpoint, allowed)
      ? 'Needs an access token or an API key.'
      : 'Needs an access token; no API key may do this.',
  }
  const sentences = [callers[endpoint.auth]]
  if (allowed) sentences.push(allowed.length < roles.length ? `Roles: ${allowed.join(', ')}.` : 'Every role.')
  if (endpoint.stepUp) sentences.push(`Needs \`stepUp\` within the last ${stepUpMinutes} minutes.`)
  return `${sentences.join(' ')}\n\n${limitOf(endpoint)}`
}

const inWords = ({ burst, perSecond }: Limit) => `${perSecond} a second, ${burst} at once`

const limitOf = (endpoint: EndpointDefinition) =>
  needsToken(endpoint)
    ? `Requests of one caller: ${Object.entries(callerLimits)
        .map(([tier, limit]) => `${inWords(limit)} (${tier})`)
        .join('; ')}.`
    : `Requests of one address: ${inWords(addressLimit)}.`

const csrfHeader = {
  name: 'x-dhol-csrf',
  in: 'header',
  required: true,
  description: 'Shows that the request comes from a page of this origin: no other can send it.',
  schema: { type: 'string', enum: ['1'] },
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'The same key with the same body does nothing a second time: the answer is the first generation as it is by then.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
}

function parametersOf({ auth, params, query, idempotent }: EndpointDefinition, { fieldsOf }: Schemas) {
  const path = fieldsOf(params)
  const inPath = Object.entries(path.properties).map(([name, schema]) => ({
    name,
    in: 'path',
    required: true,
    schema,
  }))
  const asked = fieldsOf(query)
  const inQuery = Object.entries(asked.properties).map(([name, { examples: _, ...schema }]) => ({
    name,
    in: 'query',
    required: asked.required.includes(name),
    // Without an example: the docs page would fill it in, and filter by it.
    schema,
  }))
  return [
    ...inPath,
    ...inQuery,
    ...(auth === 'cookie' ? [csrfHeader] : []),
    ...(idempotent ? [idempotencyKey] : []),
  ]
}
