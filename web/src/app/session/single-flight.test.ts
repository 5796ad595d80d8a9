import { expect, test } from 'vitest'
import { singleFlight } from './single-flight.ts'

test('all who ask while it runs share one run and its outcome; who asks after it gets another', async () => {
  const ends: PromiseWithResolvers<string>[] = []
  const run = singleFlight(() => {
    const end = Promise.withResolvers<string>()
    ends.push(end)
    return end.promise
  })
  const asked = [run(), run(), run()]
  expect(ends).toHaveLength(1)
  ends[0]?.resolve('first')
  expect(await Promise.all(asked)).toEqual(['first', 'first', 'first'])

  const again = run()
  ends[1]?.reject(new Error('no line'))
  await expect(again).rejects.toThrow('no line')
  void run()
  expect(ends).toHaveLength(3)
})
