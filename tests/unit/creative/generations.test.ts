import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aspectRatios, pictureFormats } from '../../../contracts/creative.ts'
import { newGeneration, orderHash } from '../../../functions/creative/generations.ts'

const order = { brandId: 'brd_1', brief: 'Diwali offer', aspectRatios: [...aspectRatios], count: 4 }

describe('the formats of an order', () => {
  test('are dealt in turn', () => {
    expect(pictureFormats({ aspectRatios: ['1:1', '9:16'], count: 5 })).toEqual([
      '1:1',
      '9:16',
      '1:1',
      '9:16',
      '1:1',
    ])
  })

  test('hold every format at least once and differ in number by one at most', () => {
    const formats = fc.uniqueArray(fc.constantFrom(...aspectRatios), { minLength: 1 })
    fc.assert(
      fc.property(formats, fc.integer({ min: 1, max: 8 }), (chosen, count) => {
        const dealt = pictureFormats({ aspectRatios: chosen, count })
        const times = chosen.map((ratio) => dealt.filter((each) => each === ratio).length)
        expect(dealt.length).toBe(Math.max(count, chosen.length))
        expect(Math.min(...times)).toBeGreaterThan(0)
        expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

test('a new order has one queued item a format, each with a storage key of its own, and costs a credit each', () => {
  let made = 0
  const row = newGeneration(order, {
    newId: (prefix) => `${prefix}_${++made}`,
    newSecret: () => `secret_${++made}`,
    now: Date.parse('2026-11-22T10:00:00Z'),
    expectedSeconds: 8,
  })
  expect(row).toMatchObject({ status: 'queued', credits: 4, run: 1, createdAt: '2026-11-22T10:00:00.000Z' })
  expect(row.items.map(({ aspectRatio }) => aspectRatio)).toEqual(aspectRatios)
  expect(new Set(row.items.map(({ storageKey }) => storageKey)).size).toBe(4)
})

test('an order is known again by its hash, whatever the order of its keys', () => {
  const { count, ...rest } = order
  expect(orderHash({ count, ...rest })).toBe(orderHash(order))
  expect(orderHash({ ...order, count: 3 })).not.toBe(orderHash(order))
})
