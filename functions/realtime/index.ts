import type { News, SocketMessage } from '../../contracts/realtime.ts'
import { type SendToSocket, socketSender } from '../platform/aws/sockets.ts'
import { log } from '../platform/log.ts'
import { listConnections, nextSequence, removeConnection } from './connections.ts'

export type Push = (workspaceId: string, news: News) => Promise<void>

/** Tells every open page of a workspace. A message is only a hint, so a failure is logged and stops nothing. */
export function createPush(env: { REALTIME_TABLE: string; REALTIME_URL: string }): Push {
  const send = socketSender(env.REALTIME_URL)
  return async (workspaceId, news) => {
    try {
      const [seq, connections] = await Promise.all([
        nextSequence(env.REALTIME_TABLE, workspaceId),
        listConnections(env.REALTIME_TABLE, workspaceId),
      ])
      const message = JSON.stringify({ seq, ...news } satisfies SocketMessage)
      await Promise.all(connections.map((id) => deliver(send, env.REALTIME_TABLE, workspaceId, id, message)))
    } catch (error) {
      log.warn('push failed', error instanceof Error ? error : new Error(String(error)))
    }
  }
}

async function deliver(send: SendToSocket, table: string, workspaceId: string, id: string, message: string) {
  if (!(await send(id, message))) await removeConnection(table, workspaceId, id)
}
