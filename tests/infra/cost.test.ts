import { describe, expect, test } from 'vitest'
import { stageOf } from '../../lib/stage.ts'
import { billOf, totalOf } from '../../scripts/cost/bill.ts'
import { prices } from '../../scripts/cost/prices.ts'
import { dataStackWith, ofType, type Resource, resourcesOf } from './synth.ts'

const usdOf = (resources: Resource[], what: string) =>
  billOf(resources).find((line) => line.what === what)?.usd ?? 0

test.each([
  ['dev', 10],
  ['prod', 100],
] as const)('stage %s costs less than %i dollars in a month in which nobody uses it', async (stage, most) => {
  const resources = await resourcesOf(stage)
  expect(totalOf(billOf(resources))).toBeLessThan(most)
  expect(usdOf(resources, 'secrets')).toBeCloseTo(
    ofType(resources, 'AWS::SecretsManager::Secret').length * prices.secret.usd,
  )
})

test('a database that is awake is paid for each hour, one that sleeps for its wakings', async () => {
  expect(usdOf(await resourcesOf('prod'), 'capacity of the database')).toBeCloseTo(
    0.5 * 730 * prices.auroraCapacity.usd,
  )
  // Thirty nights and four weeks, a quarter of an hour each.
  expect(usdOf(await resourcesOf('dev'), 'capacity of the database')).toBeCloseTo(
    34 * 0.25 * prices.auroraCapacity.usd,
  )
})

describe('what would make a stage dear shows', () => {
  const { database } = stageOf('local')
  const plain = dataStackWith({})

  test('NAT', () => {
    expect(usdOf(plain, 'NAT gateways')).toBe(0)
    expect(usdOf(dataStackWith({ natGateways: 2 }), 'NAT gateways')).toBeCloseTo(
      2 * 730 * prices.natGateway.usd,
    )
  })

  test('a reader', () => {
    const awake = { ...database, minAcu: 0.5 }
    const one = usdOf(dataStackWith({ database: awake }), 'capacity of the database')
    const two = usdOf(dataStackWith({ database: { ...awake, readers: 1 } }), 'capacity of the database')
    expect(two).toBeCloseTo(2 * one)
  })

  test('what wakes the database each minute', async () => {
    const waking = (await resourcesOf('dev')).map((resource) =>
      resource.id.startsWith('AuthSchedulesSweepIdentitySchedule')
        ? { ...resource, properties: { ...resource.properties, ScheduleExpression: 'rate(1 minute)' } }
        : resource,
    )
    expect(usdOf(waking, 'capacity of the database')).toBeCloseTo(730 * prices.auroraCapacity.usd, 0)
  })

  test('a resource of which nobody knows what it costs', () => {
    const proxied = dataStackWith({ database: { ...database, proxy: true } })
    expect(() => billOf(proxied)).toThrow('AWS::RDS::DBProxy')
  })
})

test('each price is above nought, and says where it is from', () => {
  for (const [name, { usd, source }] of Object.entries(prices)) {
    expect(usd, name).toBeGreaterThan(0)
    expect(source, name).toMatch(/^https:\/\/aws\.amazon\.com\/.+\/pricing\//)
  }
})
