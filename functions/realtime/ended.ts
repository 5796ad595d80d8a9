import { ticketSeconds } from '../../contracts/realtime.ts'
import { listItems, putItem } from '../platform/aws/table.ts'
import type { Holder } from './tickets.ts'

/** Longer than any ticket lives that was given out before the end. */
export const rememberedSeconds = 2 * ticketSeconds

const endedKey = (credential: string, endedIn = '') => ({
  pk: `credential#${credential}`,
  sk: `ended#${endedIn}`,
})
const everywhere = 'everywhere'

/** Remembers that a session or key has ended, in one workspace or everywhere. `now` is in milliseconds. */
export function rememberEnd(table: string, credential: string, workspaceId: string | undefined, now: number) {
  const endedIn = workspaceId ?? everywhere
  const expiresAt = Math.floor(now / 1000) + rememberedSeconds
  return putItem(table, {
    ...endedKey(credential, endedIn),
    endedIn,
    until: String(expiresAt),
    expiresAt,
  })
}

/** Whether the holder of a ticket has lost it to an end that came after the ticket. */
export async function hasEnded(table: string, { credential, workspaceId }: Holder, now: number) {
  const ends = await listItems(table, endedKey(credential))
  return ends.some(
    // DynamoDB deletes what has expired days late, perhaps.
    ({ endedIn, until }) => [everywhere, workspaceId].includes(endedIn ?? '') && Number(until) * 1000 > now,
  )
}
