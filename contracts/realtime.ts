import * as z from 'zod'
import { endpoint, tagged } from './endpoint.ts'
import { creativeNews } from './news/creative.ts'

/** Seconds between asking for a ticket and opening the socket with it. */
export const ticketSeconds = 30

/**
 * Bytes of a message. What is longer, API Gateway does not send.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
export const maxMessageBytes = 128 * 1024

const tag = {
  name: 'realtime',
  description: 'The socket that tells of progress. A message is a hint to fetch again.',
}

export const realtimeEndpoints = tagged(tag, {
  createTicket: endpoint({
    service: 'realtime',
    method: 'POST',
    path: '/v1/realtime/tickets',
    auth: 'member',
    summary: 'Gives a ticket that opens one socket: connect to `url?ticket=…` within 30 seconds.',
    unaudited: 'Opens a socket to read by; the ticket lies in DynamoDB for 30 seconds.',
    status: 201,
    response: z.object({ url: z.string(), ticket: z.string(), expiresIn: z.number().int() }),
  }),
})

/** What keeps a socket open. The route of that name answers nothing and calls no function. */
export const ping = { action: 'ping' } as const

/** What a socket carries: the messages of every service that has some. A message is a hint, and may be lost. */
export const news = z.discriminatedUnion('type', [...creativeNews])
/** A message before it is numbered. */
export type News = z.infer<typeof news>

/** What each message begins with, also one of a type that is newer than the page. `seq` counts a workspace's, from 1. */
export const socketEnvelope = z.looseObject({ seq: z.number().int(), type: z.string() })
export const socketMessage = z.intersection(z.object({ seq: z.number().int() }), news)
export type SocketMessage = z.infer<typeof socketMessage>
