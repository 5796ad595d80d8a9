import { expect, test } from 'vitest'
import { maxPageBytes, toPage } from '../../../functions/platform/data/keyset.ts'

/** So many bytes as JSON, with the comma. */
const rowOf = (id: string, bytes: number) => {
  const frame = Buffer.byteLength(JSON.stringify({ id, text: '' })) + 1
  const letters = Math.floor((bytes - frame) / 3)
  return { id, text: 'म'.repeat(letters) + 'x'.repeat((bytes - frame) % 3) }
}

test('a page ends at its limit, and tells from where the next one goes on', () => {
  const rows = ['c', 'b', 'a'].map((id) => ({ id }))
  expect(toPage(rows, 2)).toEqual({ items: rows.slice(0, 2), nextCursor: 'b' })
  expect(toPage(rows, 3)).toEqual({ items: rows, nextCursor: null })
  expect(toPage([], 3)).toEqual({ items: [], nextCursor: null })
})

test('a page of Hindi ends at its bytes, not at its letters', () => {
  const half = maxPageBytes / 2
  expect(toPage([rowOf('c', half), rowOf('b', half)], 2)).toMatchObject({ nextCursor: null })
  const { items, nextCursor } = toPage([rowOf('c', half), rowOf('b', half + 1)], 2)
  expect(items.map(({ id }) => id)).toEqual(['c'])
  expect(nextCursor).toBe('c')
})

test('a page has at least one item, however long', () => {
  const rows = [rowOf('b', maxPageBytes * 2), rowOf('a', 100)]
  expect(toPage(rows, 2)).toEqual({ items: rows.slice(0, 1), nextCursor: 'b' })
  expect(toPage(rows.slice(0, 1), 2)).toEqual({ items: rows.slice(0, 1), nextCursor: null })
})

test.each(['"', '\\', '\u0001', 'म', '😀'])(
  'a page full of %j makes no answer that is longer than Lambda takes',
  (letter) => {
    const found = Array.from({ length: 100 }, (_, index) => ({ id: `${index}`, text: letter.repeat(20_000) }))
    const answer = { statusCode: 200, body: JSON.stringify(toPage(found, 100)) }
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(6 * 1024 * 1024)
  },
)
