import * as z from 'zod'
import { log } from '../../platform/log.ts'
import { addConnection } from '../connections.ts'
import { createContext } from '../context.ts'
import { redeemTicket } from '../tickets.ts'

const { env, clock } = createContext()

const connectEvent = z.object({
  requestContext: z.object({ connectionId: z.string(), requestId: z.string() }),
  queryStringParameters: z.object({ ticket: z.string().max(200).default('') }).nullish(),
})

/** `$connect`: opens the socket for the bearer of a fresh ticket, 401 for anybody else. */
export const handler = async (event: unknown) => {
  const { requestContext, queryStringParameters } = connectEvent.parse(event)
  const workspaceId = await redeemTicket(env.REALTIME_TABLE, queryStringParameters?.ticket ?? '', clock())
  log.info('connect', {
    requestId: requestContext.requestId,
    workspaceId,
    accepted: workspaceId !== undefined,
  })
  if (!workspaceId) return { statusCode: 401 }
  await addConnection(env.REALTIME_TABLE, workspaceId, requestContext.connectionId, clock())
  return { statusCode: 200 }
}
