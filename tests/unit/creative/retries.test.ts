import { describe, expect, test } from 'vitest'
import { BadPicture } from '../../../functions/creative/pictures/bad-picture.ts'
import { failureOf, isDue, isLost, nextTry } from '../../../functions/creative/retries.ts'
import { ProviderUnavailable } from '../../../functions/platform/errors.ts'

const began = Date.parse('2026-11-22T10:00:00.000Z')
const begunAt = new Date(began).toISOString()
const longest = () => 1

/** Seconds of each pause until what fails like this is given up. */
function pausesOf(error: Error, random = longest) {
  const pauses: number[] = []
  const failures: string[] = []
  for (let now = began; ; ) {
    const next = nextTry(error, { begunAt, tries: failures.length, failures }, now, random)
    if (!next) return pauses
    pauses.push((Date.parse(next) - now) / 1000)
    failures.push(failureOf(error))
    now = Date.parse(next)
  }
}
const wait = (retryAfterMs: number) => new ProviderUnavailable('wait', { retryAfterMs })

describe('what failed is tried again', () => {
  test.each([
    [new ProviderUnavailable('away'), [2, 4, 8]],
    [new BadPicture('not a picture'), [1]],
    [new TypeError('a fault of our own'), [2, 4]],
  ])('after %s, with pauses of at most %j seconds', (error, pauses) => {
    expect(pausesOf(error)).toEqual(pauses)
  })

  test('after pauses that differ by chance', () => {
    expect(pausesOf(new ProviderUnavailable('away'), () => 0.5)).toEqual([1, 2, 4])
  })

  test('not before Google says, to the second, and less often the longer it says so', () => {
    expect(pausesOf(wait(29_001)).slice(0, 7)).toEqual([30, 30, 30, 30, 30, 32, 60])
    expect(pausesOf(wait(1000)).slice(0, 7)).toEqual([1, 2, 4, 8, 16, 32, 60])
  })

  test.each([1, 100, 1000, 15_000, 46_000, 200_000, 300_000])(
    'for ten minutes and a dozen times at most, when Google asks for %d ms each time',
    (hintMs) => {
      for (const random of [longest, () => 0]) {
        const pauses = pausesOf(wait(hintMs), random)
        expect(pauses.length).toBeLessThanOrEqual(12)
        expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThanOrEqual(600)
      }
    },
  )

  test('as often as its own kind of failure allows, whatever else went wrong before', () => {
    const failures = ['ProviderUnavailable', 'ProviderUnavailable', 'ProviderUnavailable']
    const bad = new BadPicture('not a picture')
    const tries = { begunAt, tries: 3, failures }
    expect(nextTry(bad, tries, began, longest)).toBeDefined()
    expect(nextTry(bad, { ...tries, failures: [...failures, 'BadPicture'] }, began, longest)).toBeUndefined()
  })

  test('by no later run, once the time is over', () => {
    const late = began + 3_600_000
    expect(
      nextTry(new ProviderUnavailable('away'), { begunAt, tries: 0, failures: [] }, late, longest),
    ).toBeUndefined()
  })
})

test('four attempts that were never heard of again are enough, among any that were', () => {
  const failures = ['RateLimited', 'ProviderUnavailable']
  expect(isLost({ begunAt, tries: 5, failures })).toBe(false)
  expect(isLost({ begunAt, tries: 6, failures })).toBe(true)
})

test('a picture is due at its time, and at once when it has none', () => {
  const picture = { pictureId: 'pic_01kb0000000000000000000000' }
  expect(isDue({ ...picture, notBefore: null }, began)).toBe(true)
  expect(isDue({ ...picture, notBefore: begunAt }, began)).toBe(true)
  expect(isDue({ ...picture, notBefore: new Date(began + 1000).toISOString() }, began)).toBe(false)
})
