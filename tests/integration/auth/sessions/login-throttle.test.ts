import { randomUUID } from 'node:crypto'
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createLoginThrottle } from '../../../../functions/auth/accounts/login-throttle.ts'
import { pointSdkAt } from '../../../support/cloud/sdk-env.ts'
import { type SmallCloud, startSmallCloud } from '../../../support/cloud/small-cloud.ts'

const table = 'LimitsTable'
const throttle = createLoginThrottle(table)
const begin = Date.parse('2026-11-23T00:00:00Z')
const day = 24 * 60 * 60_000

let cloud: SmallCloud
beforeAll(async () => {
  cloud = await startSmallCloud()
  pointSdkAt(cloud)
})
afterAll(() => {
  vi.unstubAllEnvs()
  return cloud.remove()
})

type Attempt = { account: string; address: string; device?: string }

const newAttempt = (): Attempt => ({
  account: `asha-${randomUUID()}@example.in`,
  address: '203.0.113.7',
})

/** What each of so many attempts in a row is told to wait, none of them right. */
async function waits(attempt: Attempt, now: number, times: number) {
  const seconds = []
  for (let time = 0; time < times; time++) seconds.push((await throttle.check(attempt, now)).waitSeconds)
  return seconds
}

/** A stranger with an address for each of so many attempts. */
async function waitsOfMany({ account }: Attempt, now: number, times: number) {
  const seconds = []
  for (let time = 0; time < times; time++) {
    const address = `198.51.${time >> 8}.${time & 255}`
    seconds.push((await throttle.check({ account, address }, now)).waitSeconds)
  }
  return seconds
}

test('after five failures the next costs a second, then two, four and so on', async () => {
  const attempt = newAttempt()
  let now = begin
  expect(await waits(attempt, now, 8)).toEqual([0, 0, 0, 0, 0, 0, 1, 1])
  for (const wait of [2, 4, 8]) {
    now += (wait / 2) * 1000 - 1
    expect(await waits(attempt, now, 1)).toEqual([1])
    now += 1
    expect(await waits(attempt, now, 2)).toEqual([0, wait])
  }
})

test('the longest wait is a quarter of an hour', async () => {
  const attempt = { ...newAttempt(), device: 'her phone' }
  let now = begin
  let longest = 0
  for (let failures = 0; failures < 20; failures++) {
    await throttle.check(attempt, now)
    const { waitSeconds } = await throttle.check(attempt, now)
    longest = Math.max(longest, waitSeconds)
    now += waitSeconds * 1000
  }
  expect(longest).toBe(900)
})

test('of fifty guesses sent at once six are let through', async () => {
  const attempt = newAttempt()
  const answers = await Promise.all(Array.from({ length: 50 }, () => throttle.check(attempt, begin)))
  expect(answers.filter(({ waitSeconds }) => waitSeconds === 0)).toHaveLength(6)
})

test('who gets it right begins again', async () => {
  const attempt = newAttempt()
  await waits(attempt, begin, 5)
  await throttle.succeeded(attempt)
  expect(await waits(attempt, begin, 7)).toEqual([0, 0, 0, 0, 0, 0, 1])
})

test('logging in often and rightly is never slowed down', async () => {
  const attempt = newAttempt()
  for (let time = 0; time < 30; time++) {
    expect(await waits(attempt, begin, 1)).toEqual([0])
    await throttle.succeeded(attempt)
  }
})

test('strangers everywhere slow an account down, by thirty seconds at most, and not on a known device', async () => {
  const attempt = newAttempt()
  expect(await waitsOfMany(attempt, begin, 23)).toEqual([...Array(21).fill(0), 1, 1])
  expect(await waits(attempt, begin, 1)).toEqual([1])
  expect(await waits({ ...attempt, device: 'her phone' }, begin, 1)).toEqual([0])

  let now = begin
  let wait = 1
  for (let failures = 0; failures < 8; failures++) {
    now += wait * 1000
    const [before = 0, after = 0] = await waitsOfMany(attempt, now, 2)
    expect(before).toBe(0)
    wait = after
  }
  expect(wait).toBe(30)
  expect(await waits({ ...attempt, device: 'her phone' }, now, 1)).toEqual([0])
  expect(await waits(attempt, now + 30_000, 1)).toEqual([0])
})

test('who had to wait because of strangers has not failed', async () => {
  const attempt = newAttempt()
  await waitsOfMany(attempt, begin, 21)
  expect(await waits(attempt, begin, 10)).toEqual(Array(10).fill(1))
  expect(await waits({ ...attempt, device: 'her phone' }, begin, 6)).toEqual([0, 0, 0, 0, 0, 0])
})

test('and does not wait longer for having asked', async () => {
  const attempt = newAttempt()
  await waits(attempt, begin, 6)
  await waits(attempt, begin + 1000, 1)
  const now = begin + 3000
  await waitsOfMany(attempt, now, 20)
  // It would be the eighth failure from there, worth four seconds.
  expect(await waits(attempt, now, 1)).toEqual([1])
  expect(await waits(attempt, now + 1000, 1)).toEqual([0])
})

test('with a new password strangers begin again', async () => {
  const attempt = newAttempt()
  await waitsOfMany(attempt, begin, 25)
  expect(await waits(attempt, begin, 1)).toEqual([1])
  await throttle.startOver(attempt)
  expect(await waits(attempt, begin, 6)).toEqual([0, 0, 0, 0, 0, 0])
})

test('a success takes back its own attempt alone: strangers do not begin again with it', async () => {
  const attempt = newAttempt()
  await waitsOfMany(attempt, begin, 20)
  const now = begin + 1000
  const onDevice = { ...attempt, device: 'her phone' }
  expect(await waits(onDevice, now, 1)).toEqual([0])
  await throttle.succeeded(onDevice)
  expect(await waitsOfMany(attempt, now, 2)).toEqual([0, 1])
})

test('a day without failure is forgotten, whether or not DynamoDB has deleted it', async () => {
  const attempt = newAttempt()
  await waits(attempt, begin, 6)
  expect(await waits(attempt, begin, 1)).toEqual([1])
  expect(await waits(attempt, begin + day - 1000, 2)).toEqual([0, 2])
  expect(await waits(attempt, begin + 2 * day, 7)).toEqual([0, 0, 0, 0, 0, 0, 1])
})

test('one household counts as one, whatever address of its own it takes', async () => {
  const attempt = newAttempt()
  const answers = []
  for (let host = 1; host <= 7; host++)
    answers.push(await throttle.check({ ...attempt, address: `2001:db8:1:2::${host}` }, begin))
  expect(answers.map(({ waitSeconds }) => waitSeconds)).toEqual([0, 0, 0, 0, 0, 0, 1])
  expect(await waits({ ...attempt, address: '2001:db8:1:3::1' }, begin, 1)).toEqual([0])
})

test('the table holds no e-mail and no address', async () => {
  const attempt = newAttempt()
  await waits(attempt, begin, 7)
  const { Items = [] } = await new DynamoDBClient(cloud.client).send(new ScanCommand({ TableName: table }))
  expect(Items.length).toBeGreaterThan(0)
  expect(JSON.stringify(Items)).not.toMatch(/@|asha|203\.0|198\.51|2001:/)
  for (const { expiresAt } of Items) expect(Number(expiresAt?.N)).toBeGreaterThan(begin / 1000)
})

test('a known device waits for its own failures alone, not for those of its network', async () => {
  const attempt = newAttempt()
  const onDevice = { ...attempt, device: 'her phone' }
  await waits(attempt, begin, 6)
  expect(await waits(attempt, begin, 1)).toEqual([1])
  expect(await waits(onDevice, begin, 7)).toEqual([0, 0, 0, 0, 0, 0, 1])
  expect(await waits({ ...attempt, device: 'her laptop' }, begin, 1)).toEqual([0])
})

test('without DynamoDB nobody guesses', async () => {
  pointSdkAt(cloud, 'http://127.0.0.1:1')
  vi.resetModules()
  await expect(throttle.check(newAttempt(), begin)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})
