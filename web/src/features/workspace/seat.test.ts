import { expect, test } from 'vitest'
import { highestLimitPaise, isSeat, seatOf } from './seat.ts'

test('an approver needs a limit that is an amount, and no more than the highest', () => {
  expect(highestLimitPaise).toBe(1_000_000_000)
  const limits = ['0', '25,000', '₹1,00,00,000', '1,00,00,000.01', '', 'much']
  expect(limits.map((limit) => isSeat({ role: 'approver', limit }))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ])
})

test('nobody else has one, whatever was typed before the role was changed', () => {
  expect(seatOf({ role: 'editor', limit: '25,000' })).toEqual({ role: 'editor' })
  expect(isSeat({ role: 'editor', limit: 'much' })).toBe(true)
})
