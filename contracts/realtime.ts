import * as z from 'zod'
import { idOf } from './common.ts'
import { generationStatuses, picture } from './creative.ts'
import { endpoint } from './endpoint.ts'

/** Seconds between asking for a ticket and opening the socket with it. */
export const ticketSeconds = 30

export const realtimeEndpoints = {
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
}

/** What a socket carries. A message is a hint: a gap in `seq` means that the page should fetch again. */
const generationProgress = z.object({
  type: z.literal('generation.progress'),
  generationId: idOf('gen'),
  status: z.enum(generationStatuses),
  picture: picture.optional(),
})
const generationFinished = z.object({
  type: z.literal('generation.finished'),
  generationId: idOf('gen'),
  status: z.enum(generationStatuses),
})

export const news = z.discriminatedUnion('type', [generationProgress, generationFinished])
/** A message before it is numbered. */
export type News = z.infer<typeof news>

/** `seq` counts the messages of a workspace from 1, without gaps. */
export const socketMessage = z.intersection(z.object({ seq: z.number().int() }), news)
export type SocketMessage = z.infer<typeof socketMessage>
