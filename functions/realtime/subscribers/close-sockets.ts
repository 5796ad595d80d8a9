import type { EventDetail } from '../../../contracts/events.ts'
import { closeSockets } from '../../platform/aws/sockets.ts'
import { subscriber } from '../../platform/lambda.ts'
import { listConnectionsOf, removeConnectionOf } from '../connections.ts'
import { createContext, type RealtimeContext } from '../context.ts'
import { rememberEnd } from '../ended.ts'

/**
 * Cuts off the open pages of sessions and keys that have ended. The end is remembered first: a socket that is opening
 * now with an earlier ticket either finds that, or is found here.
 */
async function closeEnded(
  { credentials, workspaceId }: EventDetail<'access.ended'>,
  { env, clock }: RealtimeContext,
) {
  const table = env.REALTIME_TABLE
  await Promise.all(credentials.map((credential) => rememberEnd(table, credential, workspaceId, clock())))
  const closing = credentials.map(async (credential) => {
    const sockets = await listConnectionsOf(table, credential, workspaceId)
    const gone = await closeSockets(env.REALTIME_URL, sockets)
    return Promise.all(gone.map((socket) => removeConnectionOf(table, credential, socket, clock())))
  })
  const removed = (await Promise.all(closing)).flat()
  // API Gateway closes none before it is open. The event comes again in a minute, and then it is.
  if (removed.includes(false)) throw new Error('A socket that has to be closed is still opening')
}

export const handler = subscriber('access.ended', closeEnded, createContext())
