import { Sha256 } from '@aws-crypto/sha256-js'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { SignatureV4 } from '@smithy/signature-v4'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Assembly } from '../../../local/assembly/model.ts'
import { arnOf, functionOf } from '../../support/cloud/small-assembly.ts'
import { type Behaviour, failing, type SmallCloud, startSmallCloud } from '../../support/cloud/small-cloud.ts'

let cloud: SmallCloud
afterEach(() => cloud.remove())

const hear = arnOf('lambda', 'function:hear')
const deadLetterArn = arnOf('sqs', 'small-dlq')
const pattern = {
  source: ['creative'],
  'detail-type': ['generation.finished'],
  detail: { status: [{ 'anything-but': 'failed' }] },
}

const begin = async (assembly: Partial<Assembly>, behaviours: Record<string, Behaviour> = {}) => {
  cloud = await startSmallCloud({ assembly, behaviours })
}
const rule = (
  target: Partial<Assembly['rules'][number]['targets'][number]> = {},
): Assembly['rules'][number] => ({
  name: 'heard',
  busName: 'SmallBus',
  pattern,
  targets: [{ arn: hear, ...target }],
})
const put = (detail: object, changes: object = {}) =>
  new EventBridgeClient(cloud.client).send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: 'SmallBus',
          Source: 'creative',
          DetailType: 'generation.finished',
          Detail: JSON.stringify(detail),
          ...changes,
        },
      ],
    }),
  )

/** Takes one message from the dead-letter queue, waiting for it. */
const receive = async () => {
  const { credentials, region, endpoint } = cloud.client
  const signer = new SignatureV4({ credentials, region, service: 'sqs', sha256: Sha256 })
  const { host, hostname } = new URL(endpoint)
  const queue = {
    QueueUrl: `${endpoint}/000000000000/small-dlq`,
    WaitTimeSeconds: 10,
    MessageAttributeNames: ['All'],
  }
  const body = JSON.stringify(queue)
  const headers = {
    host,
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'AmazonSQS.ReceiveMessage',
  }
  const request = await signer.sign({ method: 'POST', protocol: 'http:', hostname, path: '/', headers, body })
  const answer = await fetch(endpoint, { method: 'POST', headers: request.headers, body })
  const { Messages = [] } = await answer.json()
  return Messages[0]
}

describe('an event', () => {
  test('reaches the target of a rule that it fits, in the envelope of EventBridge', async () => {
    await begin({ rules: [rule()] })
    expect((await put({ status: 'succeeded' })).FailedEntryCount).toBe(0)
    await vi.waitUntil(() => cloud.calls.length === 1)
    expect(cloud.calls[0]).toMatchObject({
      functionArn: hear,
      payload: {
        version: '0',
        id: expect.any(String),
        source: 'creative',
        'detail-type': 'generation.finished',
        account: '000000000000',
        region: 'ap-south-1',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        detail: { status: 'succeeded' },
      },
    })
  })

  test('that fits no rule reaches nobody', async () => {
    await begin({ rules: [rule()] })
    await put({ status: 'failed' })
    await put({ status: 'succeeded' }, { Source: 'auth' })
    await put({ status: 'cancelled' })
    await vi.waitUntil(() => cloud.calls.length > 0)
    expect(cloud.calls).toMatchObject([{ payload: { detail: { status: 'cancelled' } } }])
  })

  test('is delivered again to a target that failed', async () => {
    const behaviours = {
      hear: (_: unknown, call: number) =>
        call === 1 ? failing('Error', 'asleep') : ({ ok: true, payload: null } as const),
    }
    await begin({ rules: [rule({ deadLetterArn })] }, behaviours)
    await put({ status: 'succeeded' })
    await vi.waitUntil(() => cloud.calls.length === 2, { timeout: 5000 })
    expect(cloud.calls[1]?.payload).toEqual(cloud.calls[0]?.payload)
  })

  test('that its target never takes is kept in the dead-letter queue', async () => {
    await begin(
      { rules: [rule({ deadLetterArn, maximumRetryAttempts: 1 })] },
      { hear: () => failing('TypeError', 'deaf') },
    )
    await put({ status: 'succeeded' })
    const message = await receive()
    expect(JSON.parse(message.Body).detail).toEqual({ status: 'succeeded' })
    expect(message.MessageAttributes).toMatchObject({
      ERROR_CODE: { StringValue: 'TypeError' },
      ERROR_MESSAGE: { StringValue: 'deaf' },
      RULE_ARN: { StringValue: arnOf('events', 'rule/SmallBus/heard') },
    })
    expect(cloud.calls).toHaveLength(2)
  }, 20_000)

  test('for a bus that is not there, or with no detail, is refused', async () => {
    await begin({})
    await expect(put({}, { EventBusName: 'Other' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
    expect(await put({}, { Detail: 'no json' })).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: 'MalformedDetail' }],
    })
  })
})

describe('a schedule', () => {
  const schedule = (expression: string, target = {}) => ({
    name: 'sweep',
    expression,
    target: { arn: hear, roleArn: functionOf('hear').roleArn, ...target },
  })

  test('at a rate fires when it is started, and not before', async () => {
    await begin({ schedules: [schedule('rate(1 minute)')] })
    expect(cloud.calls).toHaveLength(0)
    cloud.aws.startSchedules()
    await vi.waitUntil(() => cloud.calls.length === 1)
    expect(cloud.calls[0]?.payload).toMatchObject({
      source: 'aws.scheduler',
      'detail-type': 'Scheduled Event',
      resources: [arnOf('scheduler', 'schedule/default/sweep')],
    })
  })

  test('gives its input, with the time put in', async () => {
    const input = '{"at":"<aws.scheduler.scheduled-time>"}'
    await begin({ schedules: [schedule('rate(1 hour)', { input })] })
    cloud.aws.startSchedules()
    await vi.waitUntil(() => cloud.calls.length === 1)
    expect(cloud.calls[0]?.payload).toEqual({ at: expect.stringMatching(/^\d{4}-.*Z$/) })
  })

  test('that cannot be read is an error at the start', async () => {
    await expect(begin({ schedules: [schedule('every minute')] })).rejects.toThrow(
      '"every minute" is not a schedule',
    )
    await begin({})
  })
})
