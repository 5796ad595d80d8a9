import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Limit } from '../../../contracts/limits.ts'
import { createLimiter } from '../../../functions/platform/limits/limiter.ts'
import { pointSdkAt } from '../../support/cloud/sdk-env.ts'
import { type SmallCloud, startSmallCloud } from '../../support/cloud/small-cloud.ts'

const table = 'LimitsTable'
const limiter = createLimiter(table)
const begin = Date.parse('2026-11-23T00:00:00Z')

let cloud: SmallCloud
beforeAll(async () => {
  cloud = await startSmallCloud()
  pointSdkAt(cloud)
})
afterAll(() => {
  vi.unstubAllEnvs()
  return cloud.remove()
})

let keys = 0
const newKey = () => `test-${keys++}`

/** A bucket as one would build it of wood: it fills with time, and each request takes its part out. */
function bucketOf({ burst, perSecond }: Limit) {
  const part = Math.ceil(1000 / perSecond)
  let [level, at] = [burst * part, 0]
  return (now: number) => {
    level = Math.min(burst * part, level + now - at)
    at = now
    if (level < part) return { allowed: false, remaining: 0, waitMs: part - level }
    level -= part
    return { allowed: true, remaining: Math.floor(level / part), waitMs: 0 }
  }
}

test('it lets in what a bucket holds, request by request', async () => {
  const limits = fc.record({
    burst: fc.integer({ min: 1, max: 5 }),
    perSecond: fc.constantFrom(0.4, 1, 3, 20),
  })
  const gaps = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3000 })), { maxLength: 20 })
  let refusals = 0
  await fc.assert(
    fc.asyncProperty(limits, gaps, async (limit, waits) => {
      const [key, bucket] = [newKey(), bucketOf(limit)]
      let now = begin
      for (const wait of waits) {
        now += wait
        const [taken, expected] = [await limiter.take(key, limit, now), bucket(now)]
        expect(taken).toMatchObject({
          allowed: expected.allowed,
          remaining: expected.remaining,
          limit: limit.burst,
        })
        if (expected.allowed) expect(taken.retryAfterSeconds).toBeUndefined()
        else {
          refusals++
          expect(taken.retryAfterSeconds).toBe(Math.ceil(expected.waitMs / 1000))
          expect(taken.resetSeconds).toBe(taken.retryAfterSeconds)
        }
      }
    }),
    { numRuns: 30 },
  )
  expect(refusals).toBeGreaterThan(10)
})

test.each([0, 100])(
  'of forty at once no more get in than there is room for, %i s after the first',
  async (seconds) => {
    const [key, limit] = [newKey(), { burst: 7, perSecond: 0.5 }]
    await limiter.take(key, { burst: 1, perSecond: 1 }, begin - 1000)
    const now = begin + seconds * 1000
    const taken = await Promise.all(Array.from({ length: 40 }, () => limiter.take(key, limit, now)))
    expect(taken.filter(({ allowed }) => allowed)).toHaveLength(7)
    expect(taken.filter(({ allowed }) => allowed).map(({ remaining }) => remaining)).toEqual(
      expect.arrayContaining([0, 1, 2, 3, 4, 5, 6]),
    )
    for (const { allowed, retryAfterSeconds } of taken) if (!allowed) expect(retryAfterSeconds).toBe(2)
  },
)

test('clocks that differ open no second bucket', async () => {
  const [key, limit] = [newKey(), { burst: 3, perSecond: 1 }]
  const taken = []
  for (const skew of [0, -400, 300, -400, 0]) taken.push(await limiter.take(key, limit, begin + skew))
  expect(taken.map(({ allowed }) => allowed)).toEqual([true, true, true, false, false])
})

test('buckets do not know each other', async () => {
  const [one, other, limit] = [newKey(), newKey(), { burst: 1, perSecond: 1 }]
  expect(await limiter.take(one, limit, begin)).toMatchObject({ allowed: true })
  expect(await limiter.take(one, limit, begin)).toMatchObject({ allowed: false })
  expect(await limiter.take(other, limit, begin)).toMatchObject({ allowed: true })
})

test('a bucket may be deleted once it is full again, and not before', async () => {
  const [key, limit] = [newKey(), { burst: 4, perSecond: 0.1 }]
  for (let taken = 0; taken < 3; taken++) await limiter.take(key, limit, begin)
  const get = new GetItemCommand({ TableName: table, Key: { pk: { S: `bucket#${key}` } } })
  const { Item } = await new DynamoDBClient(cloud.client).send(get)
  const [tat, expiresAt] = [Number(Item?.tat?.N), Number(Item?.expiresAt?.N)]
  expect(tat).toBe(begin + 30_000)
  expect(expiresAt * 1000).toBeGreaterThanOrEqual(tat)
  expect(expiresAt * 1000).toBeLessThan(tat + 60_000)
})

describe('when the table does not answer as it should', () => {
  const limit = { burst: 5, perSecond: 1 }

  /** A limiter that meets another DynamoDB than the others, and what it said to the log. */
  async function limiterAt(endpoint: string) {
    pointSdkAt(cloud, endpoint)
    vi.resetModules()
    const { log } = await import('../../../functions/platform/log.ts')
    const warn = vi.spyOn(log, 'warn').mockReturnValue(undefined)
    onTestFinished(() => warn.mockRestore())
    const { createLimiter: create } = await import('../../../functions/platform/limits/limiter.ts')
    return { take: () => create(table).take('any', limit, begin), warnings: warn.mock.calls }
  }

  /** A DynamoDB that gives one answer to everything; none at all without a status. */
  async function dynamoDbAnswering(status?: number, type?: string) {
    const server = createServer((_request, response) => {
      if (status)
        response.writeHead(status).end(JSON.stringify({ __type: `com.amazon#${type}`, message: '' }))
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  test.each([
    ['is not there', async () => 'http://127.0.0.1:1'],
    ['takes too long', () => dynamoDbAnswering()],
    ['fails', () => dynamoDbAnswering(500, 'InternalServerError')],
  ])('a DynamoDB that %s lets everybody in, and the log says so', async (_what, endpoint) => {
    const { take, warnings } = await limiterAt(await endpoint())
    expect(await take()).toEqual({ allowed: true, limit: 5, remaining: 5, resetSeconds: 0 })
    expect(warnings).toEqual([['limits do not answer', expect.objectContaining({ trouble: 'away' })]])
  })

  test('a key that is asked so often that DynamoDB slows it is refused', async () => {
    const { take, warnings } = await limiterAt(await dynamoDbAnswering(400, 'ThrottlingException'))
    expect(await take()).toMatchObject({ allowed: false, remaining: 0, retryAfterSeconds: 1 })
    expect(warnings).toEqual([['limits do not answer', expect.objectContaining({ trouble: 'crowded' })]])
  })

  test.each(['AccessDeniedException', 'ResourceNotFoundException'])(
    'a mistake of ours is no reason to go without limits: %s',
    async (type) => {
      const { take } = await limiterAt(await dynamoDbAnswering(400, type))
      await expect(take()).rejects.toMatchObject({ name: type })
    },
  )
})
