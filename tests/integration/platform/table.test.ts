import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { pointSdkAt } from '../../support/cloud/sdk-env.ts'
import { type SmallCloud, startSmallCloud } from '../../support/cloud/small-cloud.ts'

const table = 'SmallTable'
const key = (sk: string) => ({ pk: 'connections', sk })

let cloud: SmallCloud
let items: typeof import('../../../functions/platform/aws/table.ts')
beforeAll(async () => {
  cloud = await startSmallCloud()
  pointSdkAt(cloud)
  // Its client is made as it is loaded.
  items = await import('../../../functions/platform/aws/table.ts')
})
afterAll(() => {
  vi.unstubAllEnvs()
  return cloud.remove()
})

test('an item that expires too late stays; an earlier one goes, and one that is gone already is no trouble', async () => {
  await items.putItem(table, { ...key('late'), connectionId: 'late', expiresAt: 200 })
  await items.putItem(table, { ...key('early'), connectionId: 'early', expiresAt: 100 })
  const limit = { expiresBefore: 150 }
  expect(await items.deleteItem(table, key('late'), limit)).toBe(false)
  expect(await items.deleteItem(table, key('early'), limit)).toBe(true)
  expect(await items.deleteItem(table, key('early'), limit)).toBe(true)
  const left = await items.listItems(table, key(''))
  expect(left.map(({ connectionId }) => connectionId)).toEqual(['late'])
  expect(await items.deleteItem(table, key('late'))).toBe(true)
})
