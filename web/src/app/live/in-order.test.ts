import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { inOrder, patienceMs } from './in-order.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const start = () => {
  const seen = { seqs: [] as number[], missed: 0 }
  const { receive, restart } = inOrder<{ seq: number }>({
    deliver: ({ seq }) => seen.seqs.push(seq),
    onMissed: () => {
      seen.missed += 1
    },
  })
  return { seen, restart, receive: (...seqs: number[]) => seqs.forEach((seq) => void receive({ seq })) }
}

test('messages that overtake each other within a moment are put in order, and nothing is missed', () => {
  const { seen, receive } = start()
  receive(7, 9)
  expect(seen.seqs).toEqual([7])
  vi.advanceTimersByTime(patienceMs - 1)
  receive(11, 8)
  vi.advanceTimersByTime(patienceMs - 1)
  receive(12, 10)
  vi.advanceTimersByTime(10 * patienceMs)
  expect(seen).toEqual({ seqs: [7, 8, 9, 10, 11, 12], missed: 0 })
})

test('a number that stays away is missed once, and the others are delivered', () => {
  const { seen, receive } = start()
  receive(1, 5, 3)
  vi.advanceTimersByTime(patienceMs)
  expect(seen).toEqual({ seqs: [1, 3, 5], missed: 1 })
  receive(6)
  vi.advanceTimersByTime(10 * patienceMs)
  expect(seen).toEqual({ seqs: [1, 3, 5, 6], missed: 1 })
})

test('one that is later still is not delivered over newer ones', () => {
  const { seen, receive } = start()
  receive(4, 3)
  expect(seen).toEqual({ seqs: [4], missed: 1 })
})

test('a new start forgets what waited, and takes any number', () => {
  const { seen, receive, restart } = start()
  receive(4, 6)
  restart()
  receive(1)
  vi.advanceTimersByTime(10 * patienceMs)
  expect(seen).toEqual({ seqs: [4, 1], missed: 0 })
})
