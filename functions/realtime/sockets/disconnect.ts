import * as z from 'zod'
import { findWorkspaceOf, removeConnection } from '../connections.ts'
import { createContext } from '../context.ts'

const { env } = createContext()

const disconnectEvent = z.object({ requestContext: z.object({ connectionId: z.string() }) })

/** `$disconnect`: API Gateway tries to tell us of every closed socket; what it misses is found at the next push. */
export const handler = async (event: unknown) => {
  const { connectionId } = disconnectEvent.parse(event).requestContext
  const workspaceId = await findWorkspaceOf(env.REALTIME_TABLE, connectionId)
  if (workspaceId) await removeConnection(env.REALTIME_TABLE, workspaceId, connectionId)
  return { statusCode: 200 }
}
