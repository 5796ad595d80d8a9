import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Behaviour, Distribution } from '../assembly/model.ts'
import type { ConnectionRequest } from '../gateway/connections.ts'
import { largestRequest } from '../gateway/http-api.ts'
import type { ApiRequest } from '../gateway/http-message.ts'
import { type Answer, jsonAnswer, readBody, send } from '../gateway/http-message.ts'
import { answerObject, type ReadObject } from './buckets.ts'
import { createEdgeFunction } from './edge-function.ts'

type Options = {
  distribution: Distribution
  httpApi: (request: ApiRequest) => Promise<Answer>
  readObject: ReadObject
  connections: (request: ConnectionRequest) => Promise<Answer>
  /** See `CloudOptions`. */
  viewerAddresses?: 'named-by-the-client' | undefined
  onError: (error: unknown) => void
}

/** `*` is any text, `?` any one character; a leading slash may be left out. */
const matcher = (pattern: string) => {
  const source = pattern
    .replace(/^\/?/, '/')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  const expression = new RegExp(`^${source}$`)
  return (path: string) => expression.test(path)
}

const methodNotAllowed: Answer = {
  status: 403,
  headers: { 'content-type': 'text/html' },
  body: '<p>This distribution is not configured to allow the HTTP request method that was used.</p>',
}

const keyOf = (path: string) => {
  try {
    return decodeURIComponent(path.slice(1))
  } catch {
    return path.slice(1)
  }
}

const flatHeaders = (request: IncomingMessage) => request.headers as Record<string, string | undefined>

/** One of CloudFront's own, which is the only caller that the API sees. */
const edgeAddress = '130.176.0.1'

/**
 * What the viewer sent; then the viewer's address, which CloudFront adds; then CloudFront's, which API Gateway adds. So
 * the last but one is the viewer's, whatever the viewer wrote.
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#RequestCustomIPAddresses
 */
const forwardedFor = (request: IncomingMessage, viewerAddresses: Options['viewerAddresses']) => {
  const sent = flatHeaders(request)['x-forwarded-for']
  const isNamed = viewerAddresses === 'named-by-the-client' && sent !== undefined
  const viewer = isNamed ? [] : [request.socket.remoteAddress ?? '127.0.0.1']
  return [...(sent === undefined ? [] : [sent]), ...viewer, edgeAddress].join(', ')
}

/** Serves what CloudFront will serve: each path from the origin that the distribution in the template names. */
export const createSite = (options: Options) => {
  const { distribution, httpApi, readObject, connections, viewerAddresses, onError } = options
  const behaviours = distribution.behaviours.map((behaviour) => ({
    ...behaviour,
    matches: matcher(behaviour.pathPattern),
    edge: behaviour.viewerRequest === undefined ? undefined : createEdgeFunction(behaviour.viewerRequest),
  }))

  const fromBucket = (bucket: string, request: IncomingMessage, path: string) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return methodNotAllowed
    const named = path === '/' ? `/${distribution.defaultRootObject}` : path
    return answerObject(readObject, bucket, keyOf(named), flatHeaders(request))
  }

  const fromApi = async (
    request: IncomingMessage,
    path: string,
    query: string,
    added: Record<string, string>,
  ) => {
    const hasBody = request.headers['content-length'] !== undefined || 'transfer-encoding' in request.headers
    const body = hasBody ? await readBody(request, largestRequest) : Buffer.alloc(0)
    if (!body) return jsonAnswer(413, { message: 'Request Entity Too Large' })
    const headers = {
      ...flatHeaders(request),
      'x-forwarded-for': forwardedFor(request, viewerAddresses),
      'x-forwarded-proto': 'http',
      ...added,
    }
    return httpApi({ method: request.method ?? 'GET', path, query, headers, body, sourceIp: edgeAddress })
  }

  const fromOrigin = ({ origin }: Behaviour, request: IncomingMessage, path: string, query: string) =>
    origin.kind === 'bucket'
      ? fromBucket(origin.bucketName, request, path)
      : fromApi(request, path, query, origin.headers)

  /** An error page belongs to the default behaviour's origin. */
  const errorPage = async (answer: Answer, request: IncomingMessage): Promise<Answer> => {
    const custom = distribution.errorResponses.find(({ status }) => status === answer.status)
    const page = behaviours.at(-1)
    if (!custom?.pagePath || !page || page.origin.kind !== 'bucket') return answer
    const found = await answerObject(readObject, page.origin.bucketName, keyOf(custom.pagePath), {})
    request.resume()
    return found.status === 200 ? { ...found, status: custom.answerStatus } : answer
  }

  const answerOf = async (request: IncomingMessage): Promise<Answer> => {
    const [path = '/', ...rest] = (request.url ?? '/').split('?')
    const query = rest.join('?')
    const behaviour = behaviours.find(({ matches }) => matches(path))
    if (!behaviour) throw new Error('the distribution has no default behaviour')
    const headers = flatHeaders(request)
    const edge = await behaviour.edge?.({ method: request.method ?? 'GET', uri: path, query, headers })
    const answer =
      edge?.kind === 'answer' ? edge : await fromOrigin(behaviour, request, edge?.uri ?? path, query)
    const { status, headers: answerHeaders, body } = await errorPage(answer, request)
    return { status, headers: { ...answerHeaders, ...behaviour.responseHeaders }, body }
  }

  const connectionAnswer = async (request: IncomingMessage): Promise<Answer> => {
    const body = (await readBody(request, largestRequest)) ?? Buffer.alloc(0)
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
    return connections({
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      headers: Object.fromEntries(headers),
      body,
    })
  }

  return async (request: IncomingMessage, response: ServerResponse) => {
    try {
      const isConnection = request.url?.startsWith('/_sockets/') ?? false
      send(request, response, await (isConnection ? connectionAnswer(request) : answerOf(request)))
    } catch (error) {
      if (request.destroyed && !request.complete) return
      onError(error)
      send(request, response, jsonAnswer(502, { message: 'Bad Gateway' }))
    }
  }
}
