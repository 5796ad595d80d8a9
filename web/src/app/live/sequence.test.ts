import { expect, test } from 'vitest'
import { watchSequence } from './sequence.ts'

test('knows the next message, a gap, and one that comes late or twice', () => {
  const arrivalOf = watchSequence()
  expect([7, 8, 11, 9, 11, 12].map(arrivalOf)).toEqual(['next', 'next', 'gap', 'late', 'late', 'next'])
})
