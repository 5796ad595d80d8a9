import { expect, test } from 'vitest'
import { belongsTo, type List, withGeneration, withoutDeleted } from './cache.ts'
import { generationOf, idOf, pictureOf } from './generation-of.ts'
import { summaryOf } from './summary.ts'

const listOf = (nextCursor: string | null, ...pages: number[][]): List => ({
  pages: pages.map((numbers) => ({
    items: numbers.map((number) => summaryOf(generationOf({ number }))),
    nextCursor,
  })),
  pageParams: pages.map(() => undefined),
})
const numbersOf = ({ pages }: List) => pages.map(({ items }) => items.map(({ id }) => Number(id.slice(-2))))

test('a generation goes into its place, newest first, and takes the place of what was there of it', () => {
  const list = listOf('more', [50, 40], [30, 20])
  const put = (number: number) => numbersOf(withGeneration(list, summaryOf(generationOf({ number }))))
  expect(put(60)).toEqual([
    [60, 50, 40],
    [30, 20],
  ])
  expect(put(45)).toEqual([
    [50, 45, 40],
    [30, 20],
  ])
  expect(put(25)).toEqual([
    [50, 40],
    [30, 25, 20],
  ])
  expect(put(30)).toEqual([
    [50, 40],
    [30, 20],
  ])
  const failed = withGeneration(list, summaryOf(generationOf({ number: 30, status: 'failed' })))
  expect(failed.pages[1]?.items[0]).toMatchObject({ id: idOf(30), status: 'failed' })
})

test('one that is older than what has been fetched waits for its page', () => {
  const list = listOf('more', [50, 40])
  expect(belongsTo(list, idOf(30))).toBe(false)
  expect(numbersOf(withGeneration(list, summaryOf(generationOf({ number: 30 }))))).toEqual([[50, 40]])
  expect(numbersOf(withGeneration(listOf(null, [50, 40]), summaryOf(generationOf({ number: 30 }))))).toEqual([
    [50, 40, 30],
  ])
  expect(numbersOf(withGeneration(listOf(null, []), summaryOf(generationOf({ number: 30 }))))).toEqual([[30]])
})

test('what is deleted is forgotten: a picture alone, a generation, all of a brand', () => {
  const [first, second] = [
    pictureOf('ready'),
    { ...pictureOf('ready'), id: 'pic_01jd0000000000000000000001' },
  ]
  const generation = generationOf({ pictures: [first, second] })
  const without = (subjectId: string) => withoutDeleted(generation, { subjectId })
  expect(without(first.id)?.pictures).toEqual([second])
  expect(without(generation.id)).toBeUndefined()
  expect(without(generation.brandId)).toBeUndefined()
  expect(without(idOf(11))).toBe(generation)
})
