import { expect, test } from 'vitest'
import type { CreativeNews } from '../../../../../contracts/news/creative.ts'
import { generationOf, idOf, pictureOf } from './generation-of.ts'
import { hear, withNews, withNewsOnTop } from './news.ts'

const generation = generationOf()
const told = (status: 'writing_prompt' | 'checking'): CreativeNews => ({
  type: 'generation.progress',
  generationId: generation.id,
  status: 'running',
  pictures: [pictureOf(status)],
})

test('puts a message into its generation and no other', () => {
  expect(withNews(generation, told('checking'))).toMatchObject({
    status: 'running',
    pictures: [{ status: 'checking' }],
  })
  const other = { ...generation, id: idOf(11) }
  expect(withNews(other, told('checking'))).toBe(other)
})

test('pictures of which a message says nothing stay as they were', () => {
  const last = { ...pictureOf('ready'), id: 'pic_01jd0000000000000000000001' }
  const two = { ...generation, pictures: [pictureOf('queued'), last] }
  const { pictures } = withNews(two, told('checking'))
  expect(pictures.map(({ status }) => status)).toEqual(['checking', 'ready'])
})

test('an answer that was on its way does not undo a message that came meanwhile', async () => {
  hear(told('writing_prompt'))
  const answer = await withNewsOnTop(async () => {
    hear(told('checking'))
    return generation
  }, withNews)
  expect(answer.pictures[0]?.status).toBe('checking')
  expect((await withNewsOnTop(async () => generation, withNews)).pictures[0]?.status).toBe('queued')
})
