import { randomBytes } from 'node:crypto'
import { existsSync, symlinkSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import {
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { smallAssembly } from '../../support/cloud/small-assembly.ts'
import { type SmallCloud, startSmallCloud } from '../../support/cloud/small-cloud.ts'

let cloud: SmallCloud
let dynamodb: DynamoDBClient
let s3: S3Client

const connect = () => {
  dynamodb = new DynamoDBClient(cloud.client)
  s3 = new S3Client(cloud.client)
}
const restart = async () => {
  const { dataDir } = cloud
  await cloud.aws.stop()
  cloud = await startSmallCloud({ dataDir })
  connect()
}
beforeAll(async () => {
  cloud = await startSmallCloud()
  connect()
})
afterAll(() => cloud.remove())

const connection = {
  pk: { S: 'wsp_1' },
  sk: { S: 'connection#a' },
  connectionId: { S: 'a=' },
  expiresAt: { N: '1' },
}
const object = { Bucket: 'small-bucket', Key: 'assets/x y/picture.png' }
const picture = randomBytes(3_000_000)

test('a table has the keys and indexes of the template', async () => {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: 'SmallTable' }))
  expect(Table?.KeySchema).toHaveLength(2)
  expect(Table?.GlobalSecondaryIndexes?.map((index) => index.IndexName)).toEqual(['byConnection'])
})

test('a conditional write fails by the name that AWS gives', async () => {
  const put = new PutItemCommand({
    TableName: 'SmallTable',
    Item: connection,
    ConditionExpression: 'attribute_not_exists(pk)',
  })
  await dynamodb.send(put)
  await expect(dynamodb.send(put)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' })
})

test('an item past its time stays readable, by its index too', async () => {
  const { Items } = await dynamodb.send(
    new QueryCommand({
      TableName: 'SmallTable',
      IndexName: 'byConnection',
      KeyConditionExpression: 'connectionId = :id',
      ExpressionAttributeValues: { ':id': { S: 'a=' } },
    }),
  )
  expect(Items).toEqual([connection])
})

test('an object comes back as it was put', async () => {
  const headers = { ContentType: 'image/png', CacheControl: 'public, max-age=31536000, immutable' }
  await s3.send(new PutObjectCommand({ ...object, ...headers, Body: picture }))
  const read = await s3.send(new GetObjectCommand(object))
  expect(read).toMatchObject(headers)
  expect(picture.equals((await read.Body?.transformToByteArray()) ?? Buffer.alloc(0))).toBe(true)
  expect(await s3.send(new HeadObjectCommand(object))).toMatchObject({ ContentLength: picture.length })
  const part = await s3.send(new GetObjectCommand({ ...object, Range: 'bytes=10-19' }))
  expect(part.ContentRange).toBe(`bytes 10-19/${picture.length}`)
})

test('an object can be put as a stream', async () => {
  const streamed = { Bucket: 'small-bucket', Key: 'streamed.bin' }
  const body = Readable.from([picture.subarray(0, 100_000), picture.subarray(100_000, 200_000)])
  await s3.send(new PutObjectCommand({ ...streamed, Body: body, ContentLength: 200_000 }))
  const read = await s3.send(new GetObjectCommand(streamed))
  expect(
    picture.subarray(0, 200_000).equals((await read.Body?.transformToByteArray()) ?? Buffer.alloc(0)),
  ).toBe(true)
})

test('of two writers who ask for the object to be absent, one succeeds', async () => {
  const put = () =>
    s3.send(new PutObjectCommand({ Bucket: 'small-bucket', Key: 'once', Body: 'x', IfNoneMatch: '*' }))
  const ends = await Promise.allSettled([put(), put()])
  expect(ends.map((end) => (end.status === 'rejected' ? end.reason.name : 'stored')).sort()).toEqual([
    'PreconditionFailed',
    'stored',
  ])
})

test('objects are listed by prefix and can be deleted', async () => {
  const list = new ListObjectsV2Command({ Bucket: 'small-bucket', Prefix: 'once' })
  expect((await s3.send(list)).KeyCount).toBe(1)
  await s3.send(new DeleteObjectCommand({ Bucket: 'small-bucket', Key: 'once' }))
  expect((await s3.send(list)).KeyCount).toBe(0)
})

test('what is missing is missing by name', async () => {
  const missing = s3.send(new GetObjectCommand({ Bucket: 'small-bucket', Key: 'nothing' }))
  await expect(missing).rejects.toMatchObject({ name: 'NoSuchKey' })
  const nowhere = s3.send(new GetObjectCommand({ Bucket: 'other-bucket', Key: 'nothing' }))
  await expect(nowhere).rejects.toMatchObject({ name: 'NoSuchBucket' })
  const table = dynamodb.send(new GetItemCommand({ TableName: 'Other', Key: { pk: { S: 'x' } } }))
  await expect(table).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
})

test('the next start has it all', async () => {
  await restart()
  const read = await s3.send(new GetObjectCommand(object))
  expect(picture.equals((await read.Body?.transformToByteArray()) ?? Buffer.alloc(0))).toBe(true)
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName: 'SmallTable', Key: { pk: connection.pk, sk: connection.sk } }),
  )
  expect(Item).toEqual(connection)
  const served = await cloud.aws.readObject(object.Bucket, object.Key)
  expect(served?.headers).toMatchObject({
    'content-type': 'image/png',
    'content-length': String(picture.length),
  })
})

test('a table whose keys have changed in the template is refused in plain words', async () => {
  const { dataDir } = cloud
  await cloud.aws.stop()
  const tables = smallAssembly().tables.map((table) => ({
    ...table,
    definition: { ...table.definition, GlobalSecondaryIndexes: [] },
  }))
  await expect(startSmallCloud({ dataDir, assembly: { tables } })).rejects.toMatchObject({
    advice: expect.stringContaining('npm start -- --fresh'),
  })
  cloud = await startSmallCloud({ dataDir })
})

test.each([
  ['dynamodb', 'CURRENT'],
  ['s3', 'buckets/small-bucket/.bucket.json'],
  ['sqs', 'fauxqs.db'],
  ['secrets', 'small%2Fgoogle.json'],
  ['kms', '0b6e4ac5-0000-4000-8000-000000000001'],
])('damaged data of %s is told in plain words, with what to do', async (folder, file) => {
  const { dataDir } = cloud
  await cloud.aws.stop()
  writeFileSync(join(dataDir, folder, file), 'nothing of use '.repeat(100))
  await expect(startSmallCloud({ dataDir })).rejects.toMatchObject({
    message: expect.stringMatching(new RegExp(`${join(dataDir, folder)}.* is damaged`)),
    advice: expect.stringContaining('npm start -- --fresh'),
  })
  await rm(join(dataDir, folder), { recursive: true })
  cloud = await startSmallCloud({ dataDir })
})

test('a transaction is refused by name, because there are none locally', async () => {
  connect()
  const write = new TransactWriteItemsCommand({
    TransactItems: [{ Put: { TableName: 'SmallTable', Item: connection } }],
  })
  await expect(dynamodb.send(write)).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: expect.stringContaining('TransactWriteItems'),
  })
})

/** Every write to it fails with ENOSPC: https://man7.org/linux/man-pages/man4/full.4.html */
const full = '/dev/full'

test.skipIf(!existsSync(full))(
  'an object that finds the disk full is refused, and the disk is told of',
  async () => {
    symlinkSync(full, join(cloud.dataDir, 's3', 'buckets', 'small-bucket', 'objects', 'late.data'))
    const put = s3.send(new PutObjectCommand({ Bucket: 'small-bucket', Key: 'late', Body: 'picture' }))
    await expect(put).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } })
    expect(cloud.logged).toContain(
      'lost The disk of the data folder takes nothing more: no space left on device.',
    )
  },
)
