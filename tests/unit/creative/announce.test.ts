import { expect, test } from 'vitest'
import { maxPictures } from '../../../contracts/creative.ts'
import { maxMessageBytes, type News } from '../../../contracts/realtime.ts'
import { announce } from '../../../functions/creative/announce.ts'
import type { PictureRow } from '../../../functions/creative/pictures/pictures.ts'

const row = (index: number, letter: string): PictureRow => ({
  id: `pic_01k9x6v4j8e5rt2m3qwpzn7c0${index}`,
  aspectRatio: '4:5',
  status: 'rendering',
  prompt: letter.repeat(4000),
  altText: letter.repeat(500),
  model: null,
  startedAt: null,
  expectedSeconds: 8,
  storageKey: 'key',
  asset: null,
})

async function announced(letter: string, count = maxPictures) {
  const heard: News[] = []
  const push = async (_workspaceId: string, news: News) => void heard.push(news)
  const rows = Array.from({ length: count }, (_, index) => row(index, letter))
  const generation = { workspaceId: 'wsp_01', generationId: 'gen_01' }
  await announce({ push, clock: Date.now }, generation, rows)
  const ids = heard
    .flatMap((news) => (news.type === 'generation.progress' ? news.pictures : []))
    .map(({ id }) => id)
  expect(ids).toEqual(rows.map(({ id }) => id))
  return heard.map((news) => Buffer.byteLength(JSON.stringify({ seq: Number.MAX_SAFE_INTEGER, ...news })))
}

test.each(['x', '"', 'म', '😀', '\u0001'])(
  'the longest prompts full of %j go out in messages that fit',
  async (letter) => {
    for (const bytes of await announced(letter)) expect(bytes).toBeLessThanOrEqual(maxMessageBytes)
  },
)

test('what fits goes out at once, and a change of no picture is a message too', async () => {
  expect(await announced('म')).toHaveLength(1)
  expect((await announced('\u0001')).length).toBeGreaterThan(1)
  expect(await announced('x', 0)).toHaveLength(1)
})
