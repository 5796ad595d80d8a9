import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { arnOf, roleOf, statement } from '../../support/cloud/small-assembly.ts'
import { type SmallCloud, startSmallCloud } from '../../support/cloud/small-cloud.ts'

const TableName = 'SmallTable'
const table = arnOf('dynamodb', `table/${TableName}`)
const bus = arnOf('events', 'event-bus/SmallBus')

/** Holds where all values of each key are like the pattern. */
const allLike = (patterns: Record<string, string>) => ({
  Condition: {
    'ForAllValues:StringLike': patterns,
    Null: Object.fromEntries(Object.keys(patterns).map((key) => [key, 'false'])),
  },
})
const own = { 'dynamodb:LeadingKeys': 'own#*' }
const finished = { 'events:source': 'creative', 'events:detail-type': 'generation.finished' }

let cloud: SmallCloud
let dynamodb: DynamoDBClient
beforeAll(async () => {
  const work = roleOf(
    'work',
    statement(['dynamodb:*'], [table, `${table}/index/byConnection`], allLike(own)),
    statement(['events:PutEvents'], [bus], allLike(finished)),
  )
  cloud = await startSmallCloud({ assembly: { roles: [work] } })
  dynamodb = new DynamoDBClient(cloud.client)
})
afterAll(() => cloud.remove())

const refusal = { name: 'AccessDeniedException', message: expect.stringContaining('is not authorized') }

const keyOf = (pk: string) => ({ pk: { S: pk }, sk: { S: 'one' } })
const key = (pk: string) => ({ TableName, Key: keyOf(pk) })
const query = (text: string, pk: string, more: { IndexName?: string; '#a'?: string } = {}) =>
  new QueryCommand({
    TableName,
    IndexName: more.IndexName,
    KeyConditionExpression: text,
    ExpressionAttributeNames: more['#a'] ? { '#a': more['#a'] } : undefined,
    ExpressionAttributeValues: { ':a': { S: pk }, ...(text.includes(':b') && { ':b': { S: 'one' } }) },
  })

type Case = [operation: string, send: (pk: string) => Promise<unknown>]
const cases: Case[] = [
  ['GetItem', (pk) => dynamodb.send(new GetItemCommand(key(pk)))],
  ['PutItem', (pk) => dynamodb.send(new PutItemCommand({ TableName, Item: keyOf(pk) }))],
  ['UpdateItem', (pk) => dynamodb.send(new UpdateItemCommand(key(pk)))],
  ['DeleteItem', (pk) => dynamodb.send(new DeleteItemCommand(key(pk)))],
  ['Query', (pk) => dynamodb.send(query('pk = :a', pk))],
  ['Query by a name of its own', (pk) => dynamodb.send(query('sk = :b and #a=:a', pk, { '#a': 'pk' }))],
  ['Query of an index', (pk) => dynamodb.send(query('connectionId = :a', pk, { IndexName: 'byConnection' }))],
  [
    'BatchGetItem',
    (pk) => {
      const RequestItems = { [TableName]: { Keys: [keyOf('own#1'), keyOf(pk)] } }
      return dynamodb.send(new BatchGetItemCommand({ RequestItems }))
    },
  ],
  [
    'BatchWriteItem',
    (pk) => {
      const requests = [{ PutRequest: { Item: keyOf('own#1') } }, { DeleteRequest: { Key: keyOf(pk) } }]
      return dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }))
    },
  ],
]

test.each(cases)('%s reaches the partitions that its grant names, and no other', async (_, send) => {
  await send('own#2')
  await expect(send('others#2')).rejects.toMatchObject(refusal)
})

test('a transaction is refused for the one part that reaches further', async () => {
  const TransactItems = [{ Put: { TableName, Item: keyOf('own#1') } }, { Delete: key('others#2') }]
  const transaction = dynamodb.send(new TransactWriteItemsCommand({ TransactItems }))
  await expect(transaction).rejects.toMatchObject(refusal)
})

test('what names no partition is refused to whom some are given', async () => {
  await expect(dynamodb.send(new ScanCommand({ TableName }))).rejects.toMatchObject(refusal)
})

test('one event of another name or source refuses all that are sent with it', async () => {
  const events = new EventBridgeClient(cloud.client)
  const put = (...Entries: object[]) => events.send(new PutEventsCommand({ Entries }))
  const event = {
    EventBusName: 'SmallBus',
    Source: 'creative',
    DetailType: 'generation.finished',
    Detail: '{}',
  }
  expect(await put(event, event)).toMatchObject({ FailedEntryCount: 0 })
  await expect(put(event, { ...event, DetailType: 'link.requested' })).rejects.toMatchObject(refusal)
  await expect(put({ ...event, Source: 'auth' }, event)).rejects.toMatchObject(refusal)
})
