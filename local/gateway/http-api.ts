import { randomUUID } from 'node:crypto'
import type { Assembly, Invoke, Principal } from '../assembly/model.ts'
import { arn } from '../aws/arn.ts'
import { eventOf } from './http-event.ts'
import { type Answer, type ApiRequest, jsonAnswer } from './http-message.ts'

/** Source of the limits: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
export const largestRequest = 10 * 1024 * 1024
const longestIntegrationMs = 30_000

type Match = { functionArn: string; routeKey: string; pathParameters?: Record<string, string> }

const decode = (segment: string) => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

/** Matches the segments of a path; `{name}` takes one, `{name+}` all that are left. */
const matchSegments = (pattern: string[], segments: string[]): Record<string, string> | undefined => {
  const parameters: Record<string, string> = {}
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index]
    if (segment === undefined) return undefined
    if (part.endsWith('+}')) {
      parameters[part.slice(1, -2)] = segments.slice(index).join('/')
      return parameters
    }
    const decoded = part.startsWith('{') ? decode(segment) : undefined
    if (decoded) parameters[part.slice(1, -1)] = decoded
    else if (part !== segment) return undefined
  }
  return pattern.length === segments.length ? parameters : undefined
}

const createRouter = (routes: Assembly['httpApi']['routes']) => {
  const fixed = new Map<string, Match>()
  const others: { method: string; pattern: string[]; route: Omit<Match, 'pathParameters'> }[] = []
  for (const { method, path, functionArn } of routes) {
    const route = { functionArn, routeKey: `${method} ${path}` }
    if (path.includes('{') || method === 'ANY') others.push({ method, pattern: path.split('/'), route })
    else fixed.set(route.routeKey, route)
  }
  // The more specific route wins: fewer parameters, and a greedy one last.
  const vagueness = ({ pattern }: { pattern: string[] }) =>
    pattern.filter((part) => part.startsWith('{')).length + (pattern.at(-1)?.endsWith('+}') ? 100 : 0)
  others.sort((left, right) => vagueness(left) - vagueness(right))

  return (method: string, path: string): Match | undefined => {
    const found = fixed.get(`${method} ${path}`)
    if (found) return found
    const segments = path.split('/')
    for (const other of others) {
      if (other.method !== method && other.method !== 'ANY') continue
      const pathParameters = matchSegments(other.pattern, segments)
      if (pathParameters) return { ...other.route, pathParameters }
    }
    return undefined
  }
}

/**
 * What a permission to call a function names of a route. The default route has one part where others have method and
 * path: https://github.com/aws/serverless-application-model/issues/1860
 */
const sourceOf = (routeKey: string) => (routeKey === 'ANY /{proxy+}' ? '$default' : routeKey.replace(' ', ''))

const internalError = () => jsonAnswer(500, { message: 'Internal Server Error' })

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Payload format 2.0: an object with a status code is an answer, anything else is the body of one. */
const toAnswer = (payload: unknown): Answer => {
  if (!isRecord(payload) || payload.statusCode === undefined) return jsonAnswer(200, payload)
  const status = Number(payload.statusCode)
  const { headers = {}, cookies = [], body = '', isBase64Encoded } = payload
  const sound = Number.isInteger(status) && status >= 100 && status <= 599 && typeof body === 'string'
  if (!sound || !isRecord(headers) || !Array.isArray(cookies)) return internalError()
  const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])
  return {
    status,
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      ...Object.fromEntries(lowered),
      ...(cookies.length > 0 ? { 'set-cookie': cookies.map(String) } : {}),
    },
    body: isBase64Encoded === true ? Buffer.from(body, 'base64') : body,
  }
}

const within = <T>(promise: Promise<T>, ms: number): Promise<T | undefined> => {
  const late = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => late.resolve(undefined), ms)
  return Promise.race([promise, late.promise]).finally(() => clearTimeout(timer))
}

/** API Gateway's HTTP API: finds the route, invokes its function with a payload of version 2.0, and answers. */
export const createHttpApi = (
  api: Assembly['httpApi'],
  domainName: string,
  invokeAs: (principal: Principal) => Invoke,
) => {
  const match = createRouter(api.routes)
  return async (request: ApiRequest): Promise<Answer> => {
    const requestId = randomUUID()
    const answerWith = (answer: Answer): Answer => ({
      ...answer,
      headers: { ...answer.headers, 'apigw-requestid': requestId },
    })
    const route = match(request.method, request.path)
    if (!route) return answerWith(jsonAnswer(404, { message: 'Not Found' }))
    const event = eventOf(request, { ...route, apiId: api.id, domainName, requestId })
    const gateway = {
      service: 'apigateway.amazonaws.com',
      sourceArn: arn('execute-api', `${api.id}/$default/${sourceOf(route.routeKey)}`),
    }
    const result = await within(invokeAs(gateway)(route.functionArn, event, 'wait'), longestIntegrationMs)
    if (!result) return answerWith(jsonAnswer(503, { message: 'Service Unavailable' }))
    return answerWith(result.ok ? toAnswer(result.payload) : internalError())
  }
}
