import { ticketSeconds } from '../../contracts/realtime.ts'
import { putItem, takeItem } from '../platform/aws/table.ts'
import { hashSecret, newSecret } from '../platform/ids.ts'

const ticketKey = (ticket: string) => ({ pk: `ticket#${hashSecret(ticket)}`, sk: 'ticket' })
const seconds = (ms: number) => Math.floor(ms / 1000)

/** A secret that opens one socket of a workspace within 30 seconds. Only its hash is stored. `now` is in ms. */
export async function issueTicket(table: string, workspaceId: string, now: number): Promise<string> {
  const ticket = newSecret()
  await putItem(table, { ...ticketKey(ticket), workspaceId, expiresAt: seconds(now) + ticketSeconds })
  return ticket
}

/** Takes a ticket away and gives its workspace; undefined for one that is used, too old or made up. */
export const redeemTicket = (table: string, ticket: string, now: number) =>
  takeItem(table, ticketKey(ticket), 'workspaceId', seconds(now))
