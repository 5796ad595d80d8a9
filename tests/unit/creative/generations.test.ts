import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aspectRatios, pictureFormats } from '../../../contracts/creative.ts'
import { inputHash, newGeneration } from '../../../functions/creative/generations.ts'

const generation = { brandId: 'brd_1', brief: 'Diwali offer', aspectRatios: [...aspectRatios], count: 4 }

describe('the formats of a generation', () => {
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

test('a new generation has one queued picture a format, each with a storage key of its own, and costs a credit each', () => {
  let made = 0
  const row = newGeneration(generation, {
    newId: (prefix) => `${prefix}_${++made}`,
    newSecret: () => `secret_${++made}`,
    now: Date.parse('2026-11-22T10:00:00Z'),
    expectedSeconds: 8,
  })
  expect(row).toMatchObject({ status: 'queued', credits: 4, run: 1, createdAt: '2026-11-22T10:00:00.000Z' })
  expect(row.pictures.map(({ aspectRatio }) => aspectRatio)).toEqual(aspectRatios)
  expect(new Set(row.pictures.map(({ storageKey }) => storageKey)).size).toBe(4)
})

test('a generation is known again by its hash, whatever the generation of its keys', () => {
  const { count, ...rest } = generation
  expect(inputHash({ count, ...rest })).toBe(inputHash(generation))
  expect(inputHash({ ...generation, count: 3 })).not.toBe(inputHash(generation))
})
