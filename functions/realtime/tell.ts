import type { News } from '../../contracts/realtime.ts'
import { asError, log } from '../platform/log.ts'
import { once } from '../platform/once.ts'

export type Tell = (workspaceId: string, news: News) => Promise<void>

/**
 * Tells every open page of a workspace, and is done when all have been tried. A message is only a hint, so a failure is
 * logged and stops nothing.
 */
export function createTeller(
  env: { REALTIME_TABLE: string; REALTIME_URL: string },
  clock: () => number,
): Tell {
  // Requests that only read push nothing: they do not wait for the clients of DynamoDB and the sockets.
  const broadcast = once(async () => (await import('./broadcast.ts')).createBroadcast(env, clock))
  return async (workspaceId, news) => {
    try {
      await (await broadcast())(workspaceId, news)
    } catch (error) {
      log.warn('push failed', asError(error))
    }
  }
}
