import fc, { type Arbitrary } from 'fast-check'
import type { EndpointDefinition } from '../../../contracts/endpoint.ts'
import { type EndpointName, endpoints } from '../../../contracts/index.ts'
import { contentTypes, cookies, credentials, oddHeaders, type Sent } from './random-headers.ts'
import { broken, hostile, idSign, rarely, valuesOf } from './random-values.ts'

/** A request before it is sent: ids are signs, and who sends it is a number. */
export type RandomRequest = {
  name: EndpointName
  method: string
  path: string
  /** As it goes out. */
  body: string | undefined
  headers: Record<string, string>
  /** Number of the caller, whose token, cookie and workspace it is. */
  caller: number
  credential: Sent
  cookie: Sent
}

/** Slow on purpose (bcrypt), or draws pictures. */
const slow = [
  'register',
  'login',
  'resetPassword',
  'changePassword',
  'stepUp',
  'createGeneration',
  'retryGeneration',
]
/** Takes its caller away, who then has to be made anew. */
const final = [
  'endAllSessions',
  'leaveWorkspace',
  'deleteWorkspace',
  'deleteAccount',
  'logOut',
  'removeMember',
  'refreshSession',
]
const weightOf = (name: string) => (slow.includes(name) ? 1 : final.includes(name) ? 2 : 10)

const wrongPart = fc.oneof(
  hostile.map((value) => encodeURIComponent(String(value).toWellFormed().slice(0, 2000))),
  fc.constantFrom('%00', '%', '%ff', '..', '%2e%2e%2f', '*', 'a b'.replace(' ', '+'), 'x'.repeat(3000)),
  fc.constantFrom(...['usr', 'gen', 'key'].map((prefix) => idSign('foreign', prefix))),
)

/** The address with its ids, or something else in their place. */
function pathOf({ path, params }: EndpointDefinition): Arbitrary<string> {
  if (!params) return fc.constant(path)
  const right = valuesOf(params).map((values) =>
    path.replace(/\{(\w+)\}/g, (_, key) => String((values as Record<string, unknown>)[key])),
  )
  return rarely(
    right,
    wrongPart.map((part) => path.replace(/\{\w+\}/g, part)),
    15,
  )
}

const oddPaths = fc.constantFrom(
  '/v1/',
  '/v1/nothing',
  '/v1//me',
  '/v1/%2e%2e/health',
  '/v1/auth/me/',
  '/v1/AUTH/ME',
)

const pairsOf = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(([key, each]) => [key, typeof each === 'string' ? each : JSON.stringify(each)] as const)
        .map((pair) => pair.map((text) => encodeURIComponent((text ?? '').toWellFormed())).join('='))
        .join('&')
    : ''

function queryOf({ query }: EndpointDefinition): Arbitrary<string> {
  const odd = fc.constantFrom(
    '?__proto__=1',
    '?limit=20&limit=30',
    '?%00=%00',
    '?=&&=',
    '?%ff=%',
    '?cursor=%F0%9F',
  )
  if (!query) return rarely(fc.constant(''), odd, 5)
  const values = valuesOf(query)
  const right = fc.oneof(fc.constant({}), values)
  return rarely(
    rarely(right, broken(values), 30).map((value) => `?${pairsOf(value)}`),
    odd,
    5,
  )
}

const noBodies = fc.constantFrom<string | undefined>(
  undefined,
  '',
  '{',
  '{"name":"x",}',
  'null',
  '[]',
  '"text"',
  '{"name":"\\ud800","email":"\\u0000"}',
  '\u0000',
  '['.repeat(20_000),
  `{"name":${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}}`,
  `{"name":"${'x'.repeat(300_000)}"}`,
  '{"name":"a","name":"b"}',
)

function bodyOf({ body }: EndpointDefinition): Arbitrary<string | undefined> {
  if (!body) return rarely<string | undefined>(fc.constant(undefined), noBodies, 5)
  const values = valuesOf(body)
  const written = rarely(values, broken(values), 45).map((value) => JSON.stringify(value))
  return rarely<string | undefined>(written, noBodies, 6)
}

const requestOf = (name: EndpointName, endpoint: EndpointDefinition): Arbitrary<RandomRequest> =>
  fc
    .record({
      method: rarely(
        fc.constant<string>(endpoint.method),
        fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
        4,
      ),
      path: rarely(pathOf(endpoint), oddPaths, 2),
      query: queryOf(endpoint),
      body: bodyOf(endpoint),
      contentType: rarely(fc.constant('application/json'), contentTypes, 4),
      odd: rarely(fc.constant<Record<string, string>>({}), oddHeaders, 15),
      caller: fc.nat(1000),
      credential: credentials,
      cookie: endpoint.auth === 'cookie' ? cookies : fc.constant('none' as const),
      csrf: rarely(fc.constant(true), fc.constant(false), 10),
    })
    .map(({ path, query, contentType, odd, csrf, ...request }) => ({
      ...request,
      name,
      // CloudFront takes no longer address than 8,192 bytes, so no more reaches the API.
      path: `${path}${query}`.slice(0, 6000),
      headers: {
        ...(request.body !== undefined && { 'content-type': contentType }),
        ...(endpoint.auth === 'cookie' && csrf && { 'x-dhol-csrf': '1' }),
        ...odd,
      },
    }))

/** Any request to any endpoint: right, nearly right and wrong, as the contracts have it. */
export const randomRequest: Arbitrary<RandomRequest> = fc.oneof(
  ...(Object.entries(endpoints) as [EndpointName, EndpointDefinition][]).map(([name, endpoint]) => ({
    weight: weightOf(name),
    arbitrary: requestOf(name, endpoint),
  })),
)
