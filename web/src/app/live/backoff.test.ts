import { expect, test } from 'vitest'
import { backoffMs } from './backoff.ts'

test('waits twice as long each time, and at most 30 s', () => {
  const longest = [0, 1, 2, 3, 4, 5, 6, 100].map((attempt) => backoffMs(attempt, () => 1))
  expect(longest).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
})

test('spreads many pages over half of the wait', () => {
  expect(backoffMs(3, () => 0)).toBe(4_000)
  expect(backoffMs(3, () => 0.5)).toBe(6_000)
})
