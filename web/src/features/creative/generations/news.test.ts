import { expect, test } from 'vitest'
import type { Generation, GenerationItem } from '../../../../../contracts/creative.ts'
import type { SocketMessage } from '../../../../../contracts/realtime.ts'
import { hear, withNews, withNewsOnTop } from './news.ts'

const item: GenerationItem = {
  id: 'itm_01jd0000000000000000000000',
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
  items: [item],
}
const checking: SocketMessage = {
  seq: 1,
  type: 'generation.progress',
  generationId: generation.id,
  status: 'running',
  item: { ...item, status: 'checking' },
}

test('puts a message into its order and no other', () => {
  expect(withNews(generation, checking)).toMatchObject({ status: 'running', items: [{ status: 'checking' }] })
  const other = { ...generation, id: 'gen_01jd0000000000000000000001' }
  expect(withNews(other, checking)).toBe(other)
})

test('an answer that was on its way does not undo a message that came meanwhile', async () => {
  hear({ ...checking, item: { ...item, status: 'writing_prompt' } })
  const answer = await withNewsOnTop(async () => {
    hear(checking)
    return generation
  }, withNews)
  expect(answer.items[0]?.status).toBe('checking')
  expect((await withNewsOnTop(async () => generation, withNews)).items[0]?.status).toBe('queued')
})
