import { createPublicKey } from 'node:crypto'
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { brandEndpoints } from '../../../contracts/brands.ts'
import { listBrands } from '../../../functions/creative/api/list-brands.ts'
import type { Database } from '../../../functions/platform/data/db.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { loginOf } from '../../support/cloud/database-logins.ts'
import { pointSdkAt } from '../../support/cloud/sdk-env.ts'
import { arnOf } from '../../support/cloud/small-assembly.ts'
import { type SmallCloud, startSmallCloud } from '../../support/cloud/small-cloud.ts'
import { privateKeyOf, readToken } from '../../support/people/access-tokens.ts'
import { type Colleague, newColleague } from '../../support/people/client.ts'
import { depthOf, type Trip, watchTrips } from '../../support/trips.ts'

const cloud = testCloud()
const secretArn = arnOf('secretsmanager', 'secret:database-AbCdEf')
const trips: Trip[] = []
let aws: SmallCloud
let toAws: Awaited<ReturnType<typeof watchTrips>>
let toDatabase: typeof toAws
let member: Colleague
const databases: Database[] = []
/** A minute passes with each request: a bucket that was just used is asked twice. */
let now = Date.now()

beforeAll(async () => {
  member = await newColleague(cloud())
  await member.call('/v1/brands', { body: { name: 'Chai Point' } })
  const value = JSON.stringify(loginOf(cloud(), 'creative'))
  aws = await startSmallCloud({ assembly: { secrets: [{ name: 'database', arn: secretArn, value }] } })
  toAws = await watchTrips('aws', place(aws.client.endpoint), trips)
  toDatabase = await watchTrips('database', place(cloud().databaseUrl), trips)
  pointSdkAt(aws, `http://127.0.0.1:${toAws.port}`)
})
afterAll(async () => {
  for (const database of databases) await database.end()
  vi.unstubAllEnvs()
  toAws?.close()
  toDatabase?.close()
  await aws?.remove()
})

const place = (url: string) => ({ host: new URL(url).hostname, port: Number(new URL(url).port) })

/** An API as a new process of its function loads it. */
async function loadApi() {
  vi.resetModules()
  const { createApi } = await import('../../../functions/platform/http/api.ts')
  const { createGate } = await import('../../../functions/platform/http/gate.ts')
  const { stageDatabase } = await import('../../../functions/platform/data/db.ts')
  const { header, claims } = readToken(member.session.accessToken)
  const [id, issuer] = [String(header.kid), String(claims.iss)]
  const env = {
    EDGE_MARKS: ['mark'],
    LIMITS_TABLE: 'LimitsTable',
    TOKEN_ISSUER: issuer,
    SIGNING_KEYS: [{ id, arn: '', publicHalf: createPublicKey(privateKeyOf(cloud(), id)) }],
  }
  const db = stageDatabase({
    DATABASE_SECRET_ARN: secretArn,
    DATABASE_HOST: '127.0.0.1',
    DATABASE_PORT: toDatabase.port,
    DATABASE_NAME: new URL(cloud().databaseUrl).pathname.slice(1),
    DATABASE_PREPARED: true,
  })
  databases.push(db)
  const endpoints = { listBrands: brandEndpoints.listBrands }
  const gate = createGate(env, db, () => now)
  return createApi({ db } as never, endpoints, { listBrands }, gate)
}

const eventOf = (token: string) =>
  ({
    routeKey: 'GET /v1/brands',
    headers: { authorization: `Bearer ${token}`, 'x-dhol-edge': 'mark', 'x-forwarded-for': '203.0.113.9' },
    requestContext: { requestId: 'test', http: { sourceIp: '203.0.113.9' } },
  }) as unknown as APIGatewayProxyEventV2

async function ask(api: Awaited<ReturnType<typeof loadApi>>, token: string) {
  now += 60_000
  const answer = await api(eventOf(token), { awsRequestId: 'test' } as Context)
  return { status: answer.statusCode, body: JSON.parse(answer.body ?? '{}') }
}
const count = (to: string) => trips.filter((trip) => trip.to === to).length

test('a cold read waits for three calls in a row, a warm one for the database and the limit at once', async () => {
  trips.length = 0
  const api = await loadApi()
  const cold = await ask(api, member.session.accessToken)
  expect(cold).toMatchObject({ status: 200, body: { items: [{ name: 'Chai Point' }] } })
  // The secret of the database's role, the connection, and then session, rows and limit together.
  expect(depthOf(trips)).toBe(3)
  expect([count('aws'), count('database')]).toEqual([2, 2])

  trips.length = 0
  expect(await ask(api, member.session.accessToken)).toEqual(cold)
  expect(depthOf(trips)).toBe(1)
  expect([count('aws'), count('database')]).toEqual([1, 1])
})

test('a program with an API key waits once more: only the row of its key says where it may read', async () => {
  const { body } = await member.call<{ key: string }>('/v1/api-keys', {
    body: { name: 'Trips', role: 'viewer' },
  })
  const api = await loadApi()
  await ask(api, body.key)
  trips.length = 0
  expect(await ask(api, body.key)).toMatchObject({ status: 200 })
  expect(depthOf(trips)).toBe(2)
  expect([count('aws'), count('database')]).toEqual([1, 2])
})
