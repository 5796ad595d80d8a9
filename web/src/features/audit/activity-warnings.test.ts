import { expect, test } from 'vitest'
import { openWarnings } from './activity-warnings.ts'

/** Of the entries, newest first, those that still warn, by their place. */
const warningsAt = (...actions: string[]) =>
  [...openWarnings(actions.map((action, index) => ({ id: String(index), action })))].map(Number)

test('a theft warns for as long as the password is the same', () => {
  expect(warningsAt('session.opened', 'session.revoked', 'session.revoked', 'session.opened')).toEqual([1, 2])
  expect(warningsAt('session.opened')).toEqual([])
})

test.each(['user.password_changed', 'user.password_reset'])(
  '%s answers what was before it alone',
  (change) => {
    expect(warningsAt(change, 'session.revoked')).toEqual([])
    expect(warningsAt('session.revoked', change, 'session.revoked', change)).toEqual([0])
  },
)
