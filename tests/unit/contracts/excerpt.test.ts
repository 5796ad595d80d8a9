import fc from 'fast-check'
import { expect, test } from 'vitest'
import { excerpt } from '../../../contracts/excerpt.ts'

test.each([
  ['a short text', 'Diwali offer', 12, 'Diwali offer'],
  ['between words', 'Diwali offer on silver', 14, 'Diwali offer…'],
  ['where a word ends', 'Diwali offer on silver', 13, 'Diwali offer…'],
  ['within a word that is too long', 'https://example.in/offers', 10, 'https://e…'],
  ['without its vowel signs', 'कि'.repeat(10), 8, 'किकिकि…'],
  ['without half an emoji', '👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 24, '👩‍👩‍👧‍👦👩‍👩‍👧‍👦…'],
])('%s', (_what, text, most, expected) => {
  expect(excerpt(text, most)).toBe(expected)
})

test('an excerpt is never longer than asked, and begins as the text does', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.integer({ min: 2, max: 60 }),
      (text, most) => {
        const cut = excerpt(text, most)
        expect(cut.length).toBeLessThanOrEqual(most)
        expect(cut.isWellFormed()).toBe(true)
        expect(text.startsWith(cut.replace(/…$/, '')) || cut === text).toBe(true)
      },
    ),
  )
})
