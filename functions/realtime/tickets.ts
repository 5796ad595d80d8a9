import * as z from 'zod'
import { ticketSeconds } from '../../contracts/realtime.ts'
import { putItem, takeItem } from '../platform/aws/table.ts'
import { hashSecret, newSecret } from '../platform/crypto/ids.ts'

const ticketKey = (ticket: string) => ({ pk: `ticket#${hashSecret(ticket)}`, sk: 'ticket' })
const seconds = (ms: number) => Math.floor(ms / 1000)

/** In which workspace a socket listens, and with which session or key it was opened. */
const holder = z.object({ workspaceId: z.string(), credential: z.string() })
export type Holder = z.infer<typeof holder>

/** A secret that opens one socket within 30 seconds. Only its hash is stored. `now` is in ms. */
export async function issueTicket(
  table: string,
  { workspaceId, credential }: Holder,
  now: number,
): Promise<string> {
  const ticket = newSecret()
  const expiresAt = seconds(now) + ticketSeconds
  await putItem(table, { ...ticketKey(ticket), workspaceId, credential, expiresAt })
  return ticket
}

/** Takes a ticket away and gives its holder; undefined for one that is used, too old or made up. */
export async function redeemTicket(table: string, ticket: string, now: number): Promise<Holder | undefined> {
  const taken = await takeItem(table, ticketKey(ticket), seconds(now))
  return taken && holder.parse(taken)
}
