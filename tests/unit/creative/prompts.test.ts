import { expect, test } from 'vitest'
import { plannedPictures, planningPrompt } from '../../../functions/creative/prompts.ts'

const brand = {
  id: 'brd_1',
  name: 'Chai Point',
  sells: 'Masala chai',
  audience: '',
  colours: ['#B5541C'],
  tone: 'warm',
  createdAt: '2026-11-22T10:00:00Z',
}

test('the request to the text model carries brand, brief and each format in order, and no empty lines', () => {
  const prompt = planningPrompt(brand, 'Monsoon offer', ['9:16', '1:1'])
  expect(prompt).toContain('Monsoon offer')
  expect(prompt).toContain('#B5541C')
  expect(prompt).not.toContain('Audience')
  expect(prompt.indexOf('1. 9:16')).toBeLessThan(prompt.indexOf('2. 1:1'))
})

test('an answer with too few pictures, or with an empty prompt, is refused', () => {
  const picture = { prompt: 'A clay cup of chai in the rain', altText: 'A cup of chai' }
  expect(plannedPictures(2).safeParse({ pictures: [picture, picture] }).success).toBe(true)
  expect(plannedPictures(2).safeParse({ pictures: [picture] }).success).toBe(false)
  expect(plannedPictures(1).safeParse({ pictures: [{ ...picture, prompt: '' }] }).success).toBe(false)
})
