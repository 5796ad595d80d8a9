import { expect, test } from 'vitest'
import type { Generation, Picture } from '../../../../../contracts/creative.ts'
import type { SocketMessage } from '../../../../../contracts/realtime.ts'
import { hear, withNews, withNewsOnTop } from './news.ts'

const picture: Picture = {
  id: 'pic_01jd0000000000000000000000',
  aspectRatio: '1:1',
  status: 'queued',
  progress: 0,
  startedAt: null,
  expectedSeconds: 10,
  prompt: null,
  altText: null,
  model: null,
}
const generation: Generation = {
  id: 'gen_01jd0000000000000000000000',
  brandId: 'brd_01jd0000000000000000000000',
  brief: 'Diwali offer',
  status: 'queued',
  credits: 1,
  createdAt: '2026-11-08T10:00:00.000Z',
  finishedAt: null,
  pictures: [picture],
}
const checking: SocketMessage = {
  seq: 1,
  type: 'generation.progress',
  generationId: generation.id,
  status: 'running',
  picture: { ...picture, status: 'checking' },
}

test('puts a message into its generation and no other', () => {
  expect(withNews(generation, checking)).toMatchObject({
    status: 'running',
    pictures: [{ status: 'checking' }],
  })
  const other = { ...generation, id: 'gen_01jd0000000000000000000001' }
  expect(withNews(other, checking)).toBe(other)
})

test('an answer that was on its way does not undo a message that came meanwhile', async () => {
  hear({ ...checking, picture: { ...picture, status: 'writing_prompt' } })
  const answer = await withNewsOnTop(async () => {
    hear(checking)
    return generation
  }, withNews)
  expect(answer.pictures[0]?.status).toBe('checking')
  expect((await withNewsOnTop(async () => generation, withNews)).pictures[0]?.status).toBe('queued')
})
