import { expect, test } from 'vitest'
import { paiseOf } from './rupees.ts'

test('reads rupees as people write them', () => {
  const written = ['25000', '₹1,50,000', ' 1 500.5 ', '१,५००.५०', '0', '0.05']
  expect(written.map(paiseOf)).toEqual([2_500_000, 15_000_000, 150_050, 150_050, 0, 5])
})

test('takes nothing else for an amount', () => {
  expect(['', 'ten', '-5', '1.234', '1e5', '1.2.3', '₹'].map(paiseOf)).toEqual(Array(7).fill(null))
})
