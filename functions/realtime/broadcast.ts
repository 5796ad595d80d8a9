import type { News, SocketMessage } from '../../contracts/realtime.ts'
import { socketSender } from '../platform/aws/sockets.ts'
import { listConnections, nextSequence, removeConnection } from './connections.ts'

/** Numbers a message and sends it to every socket of a workspace; forgets the sockets that are gone. */
export function createBroadcast(env: { REALTIME_TABLE: string; REALTIME_URL: string }, clock: () => number) {
  const send = socketSender(env.REALTIME_URL)
  return async (workspaceId: string, news: News): Promise<void> => {
    const [seq, connections] = await Promise.all([
      nextSequence(env.REALTIME_TABLE, workspaceId),
      listConnections(env.REALTIME_TABLE, workspaceId),
    ])
    const message = JSON.stringify({ seq, ...news } satisfies SocketMessage)
    await Promise.all(
      connections.map(async (id) => {
        if (!(await send(id, message))) await removeConnection(env.REALTIME_TABLE, workspaceId, id, clock())
      }),
    )
  }
}
