import type { EventDetail } from '../../../contracts/events.ts'
import { closeSockets } from '../../platform/aws/sockets.ts'
import { subscriber } from '../../platform/lambda.ts'
import { listConnectionsOf } from '../connections.ts'
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
  const lists = credentials.map((credential) => listConnectionsOf(table, credential, workspaceId))
  await closeSockets(env.REALTIME_URL, (await Promise.all(lists)).flat())
}

export const handler = subscriber('access.ended', closeEnded, createContext())
