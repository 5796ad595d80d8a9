import { expect, test } from 'vitest'
import { accountRule, delayMs, pairRule } from '../../../functions/auth/accounts/login-throttle.ts'

const seconds = (rule: typeof pairRule, failures: number[]) =>
  failures.map((count) => delayMs(count, rule) / 1000)

test('one network may fail five times, then waits from a second up to a quarter of an hour', () => {
  expect(seconds(pairRule, [0, 1, 5, 6, 7, 8, 15, 16, 17, 5000])).toEqual([
    0, 0, 0, 1, 2, 4, 512, 900, 900, 900,
  ])
})

test('an account may fail twenty times from everywhere, then waits no longer than thirty seconds', () => {
  expect(seconds(accountRule, [0, 20, 21, 22, 25, 26, 5000])).toEqual([0, 0, 1, 2, 16, 30, 30])
})
