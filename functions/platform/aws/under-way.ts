import { GetItemCommand, PutItemCommand, type PutItemCommandInput } from '@aws-sdk/client-dynamodb'
import { dynamodb } from './impatient-dynamodb.ts'

/** So long may a transaction still be open that noted its start: longer than any function of an API runs. */
const settledAfterMs = 60_000

/** Then the database is looked into again: a start that could not be noted is not lost for longer. */
const believedForMs = 7 * 24 * 60 * 60_000

/**
 * Whether a service may have rows under way, as far as DynamoDB knows: a sweep asks here each minute and leaves a sleeping
 * database asleep. What is lost here costs one look into the database. Times are in ms since 1970.
 */
export const underWayOf = (table: string, service: string) => {
  const put = (item: Record<string, number>, condition?: Partial<PutItemCommandInput>) => {
    const numbers = Object.entries(item).map(([name, value]) => [name, { N: String(value) }])
    const Item = { pk: { S: service }, ...Object.fromEntries(numbers) }
    return dynamodb.send(new PutItemCommand({ TableName: table, Item, ...condition }))
  }
  const expiresAt = (now: number) => Math.ceil((now + believedForMs) / 1000)

  return {
    /** To be awaited before the commit of what makes the row, so that no row is there without its note. */
    async noteStart(now: number): Promise<void> {
      await put({ startedAt: now, expiresAt: expiresAt(now) })
    },

    async isQuiet(now: number): Promise<boolean> {
      const { Item } = await dynamodb.send(
        new GetItemCommand({ TableName: table, Key: { pk: { S: service } } }),
      )
      return now < Number(Item?.quietUntil?.N ?? 0)
    },

    /** After a look at the database that began at `lookedAt` and found nothing. A start since then is not written over. */
    async noteQuiet(lookedAt: number): Promise<void> {
      await put(
        { quietUntil: lookedAt + believedForMs, expiresAt: expiresAt(lookedAt) },
        {
          ConditionExpression: 'attribute_not_exists(startedAt) or startedAt < :settled',
          ExpressionAttributeValues: { ':settled': { N: String(lookedAt - settledAfterMs) } },
        },
      ).catch((error: unknown) => {
        if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error
      })
    },
  }
}
