import * as z from 'zod'
import { forgetConnection } from '../connections.ts'
import { createContext } from '../context.ts'

const { env } = createContext()

const disconnectEvent = z.object({ requestContext: z.object({ connectionId: z.string() }) })

/** `$disconnect`: API Gateway tries to tell us of every closed socket; what it misses is found at the next push. */
export const handler = async (event: unknown) => {
  await forgetConnection(env.REALTIME_TABLE, disconnectEvent.parse(event).requestContext.connectionId)
  return { statusCode: 200 }
}
