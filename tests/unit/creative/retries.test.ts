import { describe, expect, test } from 'vitest'
import { BadPicture } from '../../../functions/creative/picture-file.ts'
import { isDue, nextTry } from '../../../functions/creative/retries.ts'
import { ProviderUnavailable } from '../../../functions/platform/errors.ts'

const now = Date.parse('2026-11-22T10:00:00.000Z')
const longest = () => 1

/** Seconds of each pause until a picture that fails like this is given up. */
function pausesOf(error: Error, random = longest) {
  const pauses: number[] = []
  for (let failures: string[] = []; ; ) {
    const next = nextTry(error, failures, now, random)
    if (!next) return pauses
    failures = next.failures
    pauses.push((Date.parse(next.notBefore) - now) / 1000)
  }
}

describe('a picture is tried again', () => {
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

  test('when Google says, to the second, and seven times at most before it counts as away', () => {
    const error = new ProviderUnavailable('wait', { retryAfterMs: 29_001 })
    expect(pausesOf(error)).toEqual([30, 30, 30, 30, 30, 30, 30, 2, 4, 8])
  })

  test('as often as its own kind of failure allows, whatever else went wrong before', () => {
    const failures = ['ProviderUnavailable', 'ProviderUnavailable', 'ProviderUnavailable']
    expect(nextTry(new BadPicture('not a picture'), failures, now, longest)).toBeDefined()
    expect(
      nextTry(new BadPicture('not a picture'), [...failures, 'BadPicture'], now, longest),
    ).toBeUndefined()
  })
})

test('a picture is due at its time, and at once when it has none', () => {
  const picture = { pictureId: 'pic_01kb0000000000000000000000', failures: [] }
  expect(isDue({ ...picture, notBefore: null }, now)).toBe(true)
  expect(isDue({ ...picture, notBefore: new Date(now).toISOString() }, now)).toBe(true)
  expect(isDue({ ...picture, notBefore: new Date(now + 1000).toISOString() }, now)).toBe(false)
})
