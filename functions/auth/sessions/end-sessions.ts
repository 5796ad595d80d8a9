import { asError, log } from '../../platform/log.ts'
import type { AuthContext } from '../context.ts'

/** Credentials that one event names at most, by its contract. */
const eventSize = 100

/** Closes the sockets of sessions or keys that have ended, or of those in one workspace. Tokens are refused already. */
export async function tellEnded(
  credentials: string[],
  { publish }: Pick<AuthContext, 'publish'>,
  workspaceId?: string,
): Promise<void> {
  const events = []
  for (let first = 0; first < credentials.length; first += eventSize) {
    const some = credentials.slice(first, first + eventSize)
    events.push(publish('access.ended', { credentials: some, workspaceId }))
  }
  await Promise.all(events).catch((error: unknown) =>
    log.warn('ended, but sockets were not told', asError(error)),
  )
}
