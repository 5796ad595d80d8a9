import {
  DeleteItemCommand,
  DynamoDBServiceException,
  GetItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb'
import { dynamodb } from './impatient-dynamodb.ts'

type Update = Pick<UpdateItemCommandInput, 'UpdateExpression' | 'ConditionExpression'>

const numbers = (values: Record<string, number>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { N: String(value) }]))
const keyOf = (table: string, pk: string) => ({ TableName: table, Key: { pk: { S: pk } } })

/** Changes an item and gives its numbers; undefined when the condition refused it. */
async function update(table: string, pk: string, change: Update, values: Record<string, number>) {
  const command = new UpdateItemCommand({
    ...keyOf(table, pk),
    ...change,
    ExpressionAttributeValues: numbers(values),
    ReturnValues: 'ALL_NEW',
  })
  try {
    return toNumbers((await dynamodb.send(command)).Attributes)
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return undefined
    throw error
  }
}

const toNumbers = (item: Record<string, { N?: string }> = {}) =>
  Object.fromEntries(Object.entries(item).map(([name, { N }]) => [name, Number(N)]))

async function read(table: string, pk: string) {
  const { Item } = await dynamodb.send(new GetItemCommand({ ...keyOf(table, pk), ConsistentRead: true }))
  return Item && toNumbers(Item)
}

/**
 * Takes one token of a bucket: GCRA (https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm). All that is stored is
 * the theoretical arrival time `tat`, when the bucket will be full again. DynamoDB knows no max(), so an idle bucket
 * and a busy one are two statements; each decides and writes at once, so racing requests never take more than there is.
 * Times are in ms since 1970.
 */
export async function takeToken(
  table: string,
  pk: string,
  { now, intervalMs, burst }: { now: number; intervalMs: number; burst: number },
): Promise<{ allowed: boolean; tat: number }> {
  const expiresAt = Math.ceil((now + burst * intervalMs) / 1000)
  const idle = {
    UpdateExpression: 'set tat = :next, expiresAt = :expiresAt',
    ConditionExpression: 'attribute_not_exists(tat) or tat <= :now',
  }
  const busy = {
    UpdateExpression: 'set tat = tat + :interval, expiresAt = :expiresAt',
    ConditionExpression: 'tat <= :latest',
  }
  const taken =
    (await update(table, pk, idle, { ':next': now + intervalMs, ':now': now, ':expiresAt': expiresAt })) ??
    (await update(table, pk, busy, {
      ':interval': intervalMs,
      ':latest': now + (burst - 1) * intervalMs,
      ':expiresAt': expiresAt,
    }))
  return { allowed: taken !== undefined, tat: (taken ?? (await read(table, pk)))?.tat ?? now }
}

/** Why no answer came: `'crowded'` for one key asked too often, `'away'` for DynamoDB itself, else our own mistake. */
export function troubleOf(error: unknown): 'crowded' | 'away' | 'mistake' {
  if (error instanceof DynamoDBServiceException) {
    if (/Throttling|ThroughputExceeded|LimitExceeded/.test(error.name)) return 'crowded'
    return error.$fault === 'server' ? 'away' : 'mistake'
  }
  // A connection that failed has the system's code (ECONNREFUSED); one that took too long has this name.
  return error instanceof Error && ('code' in error || error.name === 'TimeoutError') ? 'away' : 'mistake'
}

/** Failures in a row. `blockedUntil` is in ms, `expiresAt` in seconds, since 1970. */
export type Counter = { failures: number; blockedUntil: number; expiresAt: number }

/** The counter as it stands, expired or not: DynamoDB deletes late. */
export async function readCounter(table: string, pk: string): Promise<Counter | undefined> {
  const { failures = 0, blockedUntil = 0, expiresAt = 0 } = (await read(table, pk)) ?? {}
  return expiresAt ? { failures, blockedUntil, expiresAt } : undefined
}

/** Adds one in a single call; false when the counter is not below `below` or expired at `now` (seconds). */
export async function countBelow(
  table: string,
  pk: string,
  { below, now, expiresAt }: { below: number; now: number; expiresAt: number },
): Promise<boolean> {
  const change = {
    UpdateExpression:
      'set failures = if_not_exists(failures, :zero) + :one, blockedUntil = :zero, expiresAt = :expiresAt',
    ConditionExpression: 'attribute_not_exists(failures) or (failures < :below and expiresAt > :now)',
  }
  const values = { ':zero': 0, ':one': 1, ':below': below, ':now': now, ':expiresAt': expiresAt }
  return (await update(table, pk, change, values)) !== undefined
}

/** Writes a counter over the one that was read; false when another request has changed it since. */
export async function replaceCounter(
  table: string,
  pk: string,
  seen: Counter | undefined,
  next: Counter,
): Promise<boolean> {
  const change = {
    UpdateExpression: 'set failures = :failures, blockedUntil = :blockedUntil, expiresAt = :expiresAt',
    ConditionExpression: seen
      ? 'failures = :seenFailures and blockedUntil = :seenBlockedUntil'
      : 'attribute_not_exists(failures)',
  }
  const values = {
    ':failures': next.failures,
    ':blockedUntil': next.blockedUntil,
    ':expiresAt': next.expiresAt,
    ...(seen && { ':seenFailures': seen.failures, ':seenBlockedUntil': seen.blockedUntil }),
  }
  return (await update(table, pk, change, values)) !== undefined
}

/** Takes one failure back, and the wait that it began. */
export async function uncount(table: string, pk: string): Promise<void> {
  const change = {
    UpdateExpression: 'set failures = failures - :one, blockedUntil = :zero',
    ConditionExpression: 'failures > :zero',
  }
  await update(table, pk, change, { ':one': 1, ':zero': 0 })
}

export async function forgetCounter(table: string, pk: string): Promise<void> {
  await dynamodb.send(new DeleteItemCommand(keyOf(table, pk)))
}
