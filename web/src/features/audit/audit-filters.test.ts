import { expect, test } from 'vitest'
import { toQuery } from './audit-filters.ts'

const none = { actor: null, action: null, from: null, until: null }

test('days are Indian ones, and the last one counts to its end', () => {
  expect(toQuery({ ...none, from: '2026-11-23', until: '2026-11-23' })).toMatchObject({
    from: '2026-11-22T18:30:00.000Z',
    until: '2026-11-23T18:30:00.000Z',
  })
})

test('what is not set, or no day, filters nothing', () => {
  expect(Object.values(toQuery({ ...none, from: 'yesterday' })).filter(Boolean)).toEqual([])
})
