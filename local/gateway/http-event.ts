import { accountId } from '../assembly/intrinsics.ts'
import type { ApiRequest } from './http-message.ts'

type Route = {
  apiId: string
  domainName: string
  requestId: string
  routeKey: string
  pathParameters?: Record<string, string>
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `12/Mar/2026:19:03:58 +0000` */
export const requestTime = (at: Date): string => {
  const [day = '', time = ''] = at.toISOString().split(/[T.]/)
  const [year, month, date] = day.split('-')
  return `${date}/${months[Number(month) - 1]}/${year}:${time} +0000`
}

/** A name that comes more than once has its values joined by commas. */
export const queryParameters = (query: string): Record<string, string> | undefined => {
  if (query === '') return undefined
  const parameters: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = name in parameters ? `${parameters[name]},${value}` : value
  }
  return parameters
}

const isText = (contentType: string | undefined) =>
  contentType === undefined ||
  /^(text\/|application\/(json|xml|javascript)\b|.*\+(json|xml)\b)/i.test(contentType)

const decodePath = (path: string) => {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

/**
 * The event of payload format 2.0.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export const eventOf = ({ method, path, query, headers, body, sourceIp }: ApiRequest, route: Route) => {
  const { cookie, ...others } = headers
  const now = new Date()
  const encoded =
    body.length > 0 && (headers['content-encoding'] !== undefined || !isText(headers['content-type']))
  const rawPath = decodePath(path)
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath,
    rawQueryString: query,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    headers: others,
    queryStringParameters: queryParameters(query),
    pathParameters: route.pathParameters,
    requestContext: {
      accountId,
      apiId: route.apiId,
      domainName: route.domainName,
      domainPrefix: route.domainName.split('.')[0],
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp, userAgent: headers['user-agent'] ?? '' },
      requestId: route.requestId,
      routeKey: route.routeKey,
      stage: '$default',
      time: requestTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 ? { body: body.toString(encoded ? 'base64' : 'utf8') } : {}),
    isBase64Encoded: encoded,
  }
}
