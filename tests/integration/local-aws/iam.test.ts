import { BatchGetItemCommand, DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { KMSClient, SignCommand } from '@aws-sdk/client-kms'
import { CopyObjectCommand, DeleteObjectsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn'
import { describe, expect, test } from 'vitest'
import {
  arnOf,
  functionOf,
  keyPolicyOf,
  policy,
  smallAssembly,
  statement,
} from '../../support/cloud/small-assembly.ts'
import type { SmallCloud } from '../../support/cloud/small-cloud.ts'
import { callingMachine, testGrants } from '../../support/grants.ts'

const { allow, cloud, decisions, refused } = testGrants()
const machines = [callingMachine]

const table = arnOf('dynamodb', 'table/SmallTable')
const index = `${table}/index/byConnection`
const [signingKey = ''] = smallAssembly().keys.map(({ arn }) => arn)
const secretArn = arnOf('secretsmanager', 'secret:small/google-AbCdEf')
const put = new PutItemCommand({ TableName: 'SmallTable', Item: { pk: { S: 'a' }, sk: { S: 'b' } } })
const query = (IndexName?: string) =>
  new QueryCommand({
    TableName: 'SmallTable',
    IndexName,
    KeyConditionExpression: '#key = :a',
    ExpressionAttributeNames: { '#key': IndexName ? 'connectionId' : 'pk' },
    ExpressionAttributeValues: { ':a': { S: 'a' } },
  })
const object = { Bucket: 'small-bucket', Key: 'assets/a.png' }
const store = new PutObjectCommand({ ...object, Body: 'x' })
const sign = new SignCommand({
  KeyId: 'alias/signing',
  SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
  Message: Buffer.from('a'),
})
const read = new GetSecretValueCommand({ SecretId: 'small/google' })
const order = new StartExecutionCommand({ stateMachineArn: callingMachine.arn, name: 'one' })
const entry = { EventBusName: 'SmallBus', Source: 'a', DetailType: 'b', Detail: '{}' }
const publish = new PutEventsCommand({ Entries: [entry] })
const mailFrom = (FromEmailAddress: string) =>
  new SendEmailCommand({
    FromEmailAddress,
    Destination: { ToAddresses: ['asha@example.in'] },
    Content: { Simple: { Subject: { Data: 'a' }, Body: { Text: { Data: 'b' } } } },
  })
const mail = mailFrom('Dhol <no-reply@dhol.test>')

type Client = SmallCloud['client']
type Case = [action: string, resource: string, send: (client: Client) => Promise<unknown>, name?: string]
const cases: Case[] = [
  ['dynamodb:PutItem', table, (client) => new DynamoDBClient(client).send(put)],
  ['dynamodb:Query', index, (client) => new DynamoDBClient(client).send(query('byConnection'))],
  [
    's3:PutObject',
    'arn:aws:s3:::small-bucket/assets/a.png',
    (client) => new S3Client(client).send(store),
    'AccessDenied',
  ],
  ['kms:Sign', signingKey, (client) => new KMSClient(client).send(sign)],
  ['secretsmanager:GetSecretValue', secretArn, (client) => new SecretsManagerClient(client).send(read)],
  ['states:StartExecution', callingMachine.arn, (client) => new SFNClient(client).send(order)],
  [
    'events:PutEvents',
    arnOf('events', 'event-bus/SmallBus'),
    (client) => new EventBridgeClient(client).send(publish),
  ],
]

describe.each(cases)('%s on %s', (action, resource, send, name = 'AccessDeniedException') => {
  test('is refused without a grant', async () => {
    await refused(send(await allow([], { machines })), name, action, resource)
    expect(decisions()).toMatchObject([{ action, resource, isAllowed: false, grants: [] }])
  })

  test('is refused with a grant on another resource, or of another action', async () => {
    const others = [statement([action], [`${resource}-other`]), statement([`${action}Other`], [resource])]
    await refused(send(await allow(others, { machines })), name, action, resource)
  })

  test('passes with just that grant', async () => {
    await send(await allow([statement([action], [resource])], { machines }))
    const { roleArn } = functionOf('work')
    expect(decisions()).toContainEqual({
      principal: { roleArn, session: 'work' },
      action,
      resource,
      isAllowed: true,
      grants: [{ roleArn, action, resource, conditions: [] }],
    })
  })
})

test('a grant on an index does not hold for the table, nor one on the table for the index', async () => {
  const dynamodb = new DynamoDBClient(await allow([statement(['dynamodb:Query'], [index])]))
  await refused(dynamodb.send(query()), 'AccessDeniedException', 'dynamodb:Query', table)
  const other = new DynamoDBClient(await allow([statement(['dynamodb:Query'], [table])]))
  await refused(other.send(query('byConnection')), 'AccessDeniedException', 'dynamodb:Query', index)
})

test('a batch needs a grant on each of its tables', async () => {
  const dynamodb = new DynamoDBClient(await allow([statement(['dynamodb:BatchGetItem'], [table])]))
  const Keys = [{ pk: { S: 'a' }, sk: { S: 'b' } }]
  const batch = new BatchGetItemCommand({ RequestItems: { SmallTable: { Keys }, Other: { Keys } } })
  const other = arnOf('dynamodb', 'table/Other')
  await refused(dynamodb.send(batch), 'AccessDeniedException', 'dynamodb:BatchGetItem', other)
})

test('a copy needs the source, and a deletion of many each of them', async () => {
  const folder = 'arn:aws:s3:::small-bucket/assets'
  const grants = [statement(['s3:PutObject', 's3:DeleteObject'], [`${folder}/*`])]
  const s3 = new S3Client(await allow(grants))
  await s3.send(store)
  const copy = new CopyObjectCommand({
    ...object,
    Key: 'assets/b.png',
    CopySource: 'small-bucket/assets/a.png',
  })
  await refused(s3.send(copy), 'AccessDenied', 's3:GetObject', `${folder}/a.png`)
  const remove = new DeleteObjectsCommand({
    Bucket: object.Bucket,
    Delete: { Objects: [{ Key: 'assets/a.png' }, { Key: 'other & more/b.png' }] },
  })
  await refused(
    s3.send(remove),
    'AccessDenied',
    's3:DeleteObject',
    'arn:aws:s3:::small-bucket/other & more/b.png',
  )
})

test('an explicit deny wins over any grant, in the role and at the resource', async () => {
  const all = statement(['*'], ['*'])
  const deny = statement(['dynamodb:Put*'], ['*'], { Effect: 'Deny' })
  const dynamodb = new DynamoDBClient(await allow([all, deny]))
  const byRole = 'with an explicit deny in an identity-based policy'
  await refused(dynamodb.send(put), 'AccessDeniedException', 'dynamodb:PutItem', table, byRole)

  const bucket = 'arn:aws:s3:::small-bucket'
  const closed = policy(statement(['s3:*'], [bucket, `${bucket}/*`], { Effect: 'Deny', Principal: '*' }))
  const s3 = new S3Client(await allow([all], { resourcePolicies: [{ arn: bucket, document: closed }] }))
  const byBucket = 'with an explicit deny in a resource-based policy'
  await refused(s3.send(store), 'AccessDenied', 's3:PutObject', `${bucket}/assets/a.png`, byBucket)
})

test('a key whose own policy leaves nothing to the roles refuses them', async () => {
  const kms = new KMSClient(await allow([statement(['kms:Sign'], [signingKey])], { resourcePolicies: [] }))
  const why = 'because no resource-based policy allows the kms:Sign action'
  await refused(kms.send(sign), 'AccessDeniedException', 'kms:Sign', signingKey, why)
  const grant = [statement(['kms:Sign'], [signingKey])]
  await new KMSClient(await allow(grant, { resourcePolicies: [keyPolicyOf(signingKey)] })).send(sign)
})

test('a condition holds for the request and not for the next one', async () => {
  const Condition = { StringEquals: { 'ses:FromAddress': 'no-reply@dhol.test' } }
  const anyIdentity = arnOf('ses', 'identity/*')
  const ses = new SESv2Client(await allow([statement(['ses:SendEmail'], [anyIdentity], { Condition })]))
  await ses.send(mail)
  const denied = ['AccessDeniedException', 'ses:SendEmail', arnOf('ses', 'identity/dhol.test')] as const
  await refused(ses.send(mailFrom('ceo@dhol.test')), ...denied)
  await ses.send(mail)
})

test('a mail asks for the identities of its sender and, as in the sandbox, of its recipients', async () => {
  const [sender = '', recipient = ''] = ['dhol.test', 'asha@example.in'].map((name) =>
    arnOf('ses', `identity/${name}`),
  )
  const send = async (...granted: string[]) =>
    new SESv2Client(await allow([statement(['ses:SendEmail'], granted)])).send(mail)
  await refused(send(recipient), 'AccessDeniedException', 'ses:SendEmail', sender)
  await refused(send(sender), 'AccessDeniedException', 'ses:SendEmail', recipient)
  await send(sender, recipient)
})

test('who may not read a secret does not learn whether there is one', async () => {
  const secrets = new SecretsManagerClient(await allow([]))
  const none = secrets.send(new GetSecretValueCommand({ SecretId: 'small/none' }))
  const named = arnOf('secretsmanager', 'secret:small/none')
  await refused(none, 'AccessDeniedException', 'secretsmanager:GetSecretValue', named)
})

test('what IAM does not know is no operation either', async () => {
  const dynamodb = new DynamoDBClient(await allow([statement(['*'], ['*'])]))
  const described = new SFNClient(cloud().client).send(
    new DescribeExecutionCommand({ executionArn: 'gen_1' }),
  )
  await expect(described).rejects.toMatchObject({ name: 'ValidationException' })
  await dynamodb.send(put)
})
