import { expect, test } from 'vitest'
import { serially } from './serially.ts'

test('runs one at a time, and once more for all calls that came meanwhile', async () => {
  const ends: (() => void)[] = []
  const run = serially(() => new Promise<void>((end) => ends.push(end)))
  const first = run()
  await run()
  await run()
  expect(ends).toHaveLength(1)
  ends[0]?.()
  await expect.poll(() => ends.length).toBe(2)
  ends[1]?.()
  await first
  expect(ends).toHaveLength(2)
})
