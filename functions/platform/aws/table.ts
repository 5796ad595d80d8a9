import {
  type AttributeValue,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'

const dynamodb = new DynamoDBClient()

export type Key = { pk: string; sk: string }
/** DynamoDB deletes what has expired when it finds the time: days late, perhaps. */
type Item = Key & { expiresAt: number } & Record<string, string | number>

const attribute = (value: string | number) =>
  typeof value === 'number' ? { N: String(value) } : { S: value }
const attributes = (item: Record<string, string | number>) =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, attribute(value)]))

/** `expiresAt` is in seconds since 1970. */
export async function putItem(table: string, item: Item): Promise<void> {
  await dynamodb.send(new PutItemCommand({ TableName: table, Item: attributes(item) }))
}

/** Deletes an item; with `expiresBefore` (seconds), only one that expires before then: false when it stays. */
export async function deleteItem(
  table: string,
  key: Key,
  { expiresBefore }: { expiresBefore?: number } = {},
): Promise<boolean> {
  const remove = new DeleteItemCommand({
    TableName: table,
    Key: attributes(key),
    ...(expiresBefore !== undefined && {
      ConditionExpression: 'attribute_not_exists(pk) or expiresAt < :limit',
      ExpressionAttributeValues: attributes({ ':limit': expiresBefore }),
    }),
  })
  return (await dynamodb.send(remove).catch(unlessRefused)) !== undefined
}

/** Lets a write pass that its own condition refused. */
const unlessRefused = (error: unknown) => {
  if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return undefined
  throw error
}

/** Takes an item away and gives its texts by name; undefined when it is not there or expired at `now` (seconds). */
export async function takeItem(
  table: string,
  key: Key,
  now: number,
): Promise<Record<string, string> | undefined> {
  const take = new DeleteItemCommand({
    TableName: table,
    Key: attributes(key),
    ConditionExpression: 'expiresAt > :now',
    ExpressionAttributeValues: attributes({ ':now': now }),
    ReturnValues: 'ALL_OLD',
  })
  const taken = await dynamodb.send(take).catch(unlessRefused)
  return taken?.Attributes && textsOf(taken.Attributes)
}

const textsOf = (item: Record<string, AttributeValue>) =>
  Object.fromEntries(Object.entries(item).flatMap(([name, { S }]) => (S === undefined ? [] : [[name, S]])))

/** The texts of each item under `pk` whose `sk` begins so. A megabyte at most: the limit of one query. */
export async function listItems(table: string, key: Key): Promise<Record<string, string>[]> {
  const query = new QueryCommand({
    TableName: table,
    KeyConditionExpression: 'pk = :pk and begins_with(sk, :sk)',
    ExpressionAttributeValues: attributes({ ':pk': key.pk, ':sk': key.sk }),
  })
  const { Items = [] } = await dynamodb.send(query)
  return Items.map(textsOf)
}

/** The keys of the items that an index holds under a value. */
export async function keysByIndex(table: string, index: string, name: string, value: string): Promise<Key[]> {
  const query = new QueryCommand({
    TableName: table,
    IndexName: index,
    KeyConditionExpression: '#name = :value',
    ExpressionAttributeNames: { '#name': name },
    ExpressionAttributeValues: attributes({ ':value': value }),
  })
  const { Items = [] } = await dynamodb.send(query)
  return Items.flatMap(({ pk, sk }) => (pk?.S && sk?.S ? [{ pk: pk.S, sk: sk.S }] : []))
}

/** Adds one to a counter, which begins at 0, and gives what it is now. */
export async function increment(table: string, key: Key, name: string): Promise<number> {
  const add = new UpdateItemCommand({
    TableName: table,
    Key: attributes(key),
    UpdateExpression: 'add #name :one',
    ExpressionAttributeNames: { '#name': name },
    ExpressionAttributeValues: attributes({ ':one': 1 }),
    ReturnValues: 'UPDATED_NEW',
  })
  const { Attributes } = await dynamodb.send(add)
  return Number(Attributes?.[name]?.N)
}
