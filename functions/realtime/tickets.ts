import { ticketSeconds } from '../../contracts/realtime.ts'
import { isConditionRefused, table } from '../platform/aws/table.ts'
import { hashSecret, newSecret } from '../platform/ids.ts'

const ticketKey = (ticket: string) => ({ pk: { S: `ticket#${hashSecret(ticket)}` }, sk: { S: 'ticket' } })

/** A secret that opens one socket of a workspace within 30 seconds. Only its hash is stored. */
export async function issueTicket(tableName: string, workspaceId: string, now: number): Promise<string> {
  const ticket = newSecret()
  await (await table()).putItem({
    TableName: tableName,
    Item: {
      ...ticketKey(ticket),
      workspaceId: { S: workspaceId },
      expiresAt: { N: String(Math.floor(now / 1000) + ticketSeconds) },
    },
  })
  return ticket
}

/** Takes a ticket away and gives its workspace; undefined for one that is used, too old or made up. */
export async function redeemTicket(
  tableName: string,
  ticket: string,
  now: number,
): Promise<string | undefined> {
  try {
    const { Attributes } = await (await table()).deleteItem({
      TableName: tableName,
      Key: ticketKey(ticket),
      // DynamoDB deletes expired rows when it finds the time, so the row's own date decides.
      ConditionExpression: 'expiresAt > :now',
      ExpressionAttributeValues: { ':now': { N: String(Math.floor(now / 1000)) } },
      ReturnValues: 'ALL_OLD',
    })
    return Attributes?.workspaceId?.S
  } catch (error) {
    if (isConditionRefused(error)) return undefined
    throw error
  }
}
