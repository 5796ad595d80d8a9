import { describe, expect, test } from 'vitest'
import type { Files } from './files.ts'
import { readTree } from './tree.ts'

/** A service's messages that `contracts/realtime.ts` leaves out could not be sent, and no page would have to hear them. */
const newsIsGathered = (files: Files) =>
  Object.entries(files)
    .filter(([path]) => /^contracts\/news\/[^/]+\.ts$/.test(path))
    .flatMap(([path, text]) => {
      const [, list] = /^export const (\w+News) = /m.exec(text) ?? []
      if (!list) return [`${path} must export the list of its messages`]
      const isGathered = files['contracts/realtime.ts']?.includes(`...${list}`)
      return isGathered ? [] : [`contracts/realtime.ts leaves out ${list}`]
    })

describe("each service's messages are gathered", () => {
  const files = readTree()
  test('in Dhol', () => {
    expect(Object.keys(files)).toContain('contracts/news/creative.ts')
    expect(newsIsGathered(files)).toEqual([])
  })
  test.each([
    ['left out', 'export const filmNews = []', 'contracts/realtime.ts leaves out filmNews'],
    ['no list', 'const filmNews = []', 'contracts/news/films.ts must export the list of its messages'],
  ])('a breach is found: %s', (_what, text, says) => {
    expect(newsIsGathered({ ...files, 'contracts/news/films.ts': text })).toEqual([says])
  })
})
