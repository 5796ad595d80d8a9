import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import * as z from 'zod'
import { queryParameters, requestTime } from './http-event.ts'

export type EventType = 'CONNECT' | 'MESSAGE' | 'DISCONNECT'

const action = z.object({ action: z.string() })

/** The route of a message, by API Gateway's usual expression: `$request.body.action`. */
export const routeKeyOf = (text: string): string => {
  try {
    return action.safeParse(JSON.parse(text)).data?.action ?? '$default'
  } catch {
    return '$default'
  }
}

export type Connection = {
  id: string
  connectedAt: number
  sourceIp: string
  userAgent: string
}

type Details = { apiId: string; stage: string; routeKey: string; domainName: string; connection: Connection }

/** Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html */
export const requestContextOf = (
  eventType: EventType,
  { apiId, stage, routeKey, domainName, connection }: Details,
) => {
  const now = new Date()
  return {
    routeKey,
    eventType,
    messageDirection: 'IN',
    apiId,
    stage,
    domainName,
    connectionId: connection.id,
    connectedAt: connection.connectedAt,
    requestId: randomUUID(),
    extendedRequestId: randomUUID(),
    requestTime: requestTime(now),
    requestTimeEpoch: now.getTime(),
    identity: { sourceIp: connection.sourceIp, userAgent: connection.userAgent },
  }
}

/** What only the opening request of a socket carries. */
export const openingOf = (request: IncomingMessage, query: string) => ({
  headers: request.headers,
  multiValueHeaders: request.headersDistinct,
  queryStringParameters: queryParameters(query),
})
