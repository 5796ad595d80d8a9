import { expect, test } from 'vitest'
import { noteServerTime, serverNow } from './clock.ts'

test('follows the server where this clock is wrong, and only then', () => {
  noteServerTime(new Date(Date.now() + 3_600_000).toUTCString())
  expect(serverNow() - Date.now()).toBeGreaterThan(3_590_000)
  noteServerTime(null)
  noteServerTime('no date')
  expect(serverNow() - Date.now()).toBeGreaterThan(3_590_000)
  noteServerTime(new Date().toUTCString())
  expect(Math.abs(serverNow() - Date.now())).toBeLessThan(5)
})
