import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { underWayOf } from '../../../functions/platform/aws/under-way.ts'
import { pointSdkAt } from '../../support/cloud/sdk-env.ts'
import { type SmallCloud, startSmallCloud } from '../../support/cloud/small-cloud.ts'

let cloud: SmallCloud
beforeAll(async () => {
  cloud = await startSmallCloud()
  pointSdkAt(cloud)
})
afterAll(() => {
  vi.unstubAllEnvs()
  return cloud.remove()
})

let services = 0
/** Of a service that nobody has noted anything of. */
const newUnderWay = () => underWayOf('LimitsTable', `service-${services++}`)
const now = Date.parse('2026-11-23T00:00:00Z')
const [second, minute, day] = [1000, 60_000, 24 * 60 * 60_000]

test('what nobody knows of may be under way', async () => {
  expect(await newUnderWay().isQuiet(now)).toBe(false)
})

test('where the database had nothing it is quiet until something starts, or a week has passed', async () => {
  const underWay = newUnderWay()
  await underWay.noteQuiet(now)
  expect(await underWay.isQuiet(now + 6 * day)).toBe(true)
  expect(await underWay.isQuiet(now + 7 * day)).toBe(false)
  await underWay.noteStart(now + minute)
  expect(await underWay.isQuiet(now + minute)).toBe(false)
})

test.each([
  ['after the database was looked into', 2 * second],
  ['just before: its transaction may have been open', -29 * second],
])('a start that was noted %s is not written over', async (_when, later) => {
  const underWay = newUnderWay()
  await underWay.noteStart(now + later)
  await underWay.noteQuiet(now)
  expect(await underWay.isQuiet(now + 3 * second)).toBe(false)
})

test('it grows quiet when the last start is long past', async () => {
  const underWay = newUnderWay()
  await underWay.noteStart(now)
  await underWay.noteQuiet(now + 2 * minute)
  expect(await underWay.isQuiet(now + 3 * minute)).toBe(true)
})

test('a sweep that was slow does not hush what began after another had called it quiet', async () => {
  const underWay = newUnderWay()
  await underWay.noteQuiet(now + second)
  await underWay.noteStart(now + 2 * second)
  await underWay.noteQuiet(now)
  expect(await underWay.isQuiet(now + 3 * second)).toBe(false)
})

test('services know nothing of each other', async () => {
  const [one, other] = [newUnderWay(), newUnderWay()]
  await one.noteQuiet(now)
  await other.noteStart(now)
  expect(await one.isQuiet(now)).toBe(true)
  expect(await other.isQuiet(now)).toBe(false)
})
