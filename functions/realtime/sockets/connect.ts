import * as z from 'zod'
import { log } from '../../platform/log.ts'
import { addConnection, dropConnection, isCrowded } from '../connections.ts'
import { createContext } from '../context.ts'
import { hasEnded } from '../ended.ts'
import { type Holder, redeemTicket } from '../tickets.ts'

const { env, clock } = createContext()

const connectEvent = z.object({
  requestContext: z.object({ connectionId: z.string(), requestId: z.string() }),
  queryStringParameters: z.object({ ticket: z.string().default('') }).nullish(),
})

/** `$connect`: opens the socket for the bearer of a fresh ticket; 401 for anybody else, and where there are too many. */
export const handler = async (event: unknown) => {
  const { requestContext, queryStringParameters } = connectEvent.parse(event)
  const { connectionId, requestId } = requestContext
  const holder = await open(queryStringParameters?.ticket ?? '', connectionId)
  log.info('connect', { requestId, workspaceId: holder?.workspaceId, accepted: holder !== undefined })
  return { statusCode: holder ? 200 : 401 }
}

async function open(ticket: string, connectionId: string): Promise<Holder | undefined> {
  const table = env.REALTIME_TABLE
  const holder = await redeemTicket(table, ticket, clock())
  if (!holder) return undefined
  await addConnection(table, holder, connectionId, clock())
  // After the row is there: an end that comes now finds it.
  const [isOver, isTooMany] = await Promise.all([hasEnded(table, holder, clock()), isCrowded(table, holder)])
  if (!isOver && !isTooMany) return holder
  await dropConnection(table, holder, connectionId)
  return undefined
}
