import { expect, test } from 'vitest'
import {
  aspectRatios,
  generationStatuses,
  pictureStatuses,
  problemCodes,
} from '../../../../contracts/creative.ts'
import { roles, tiers } from '../../../../contracts/roles.ts'
import { texts as creative } from '../../features/creative/strings-en.ts'
import { parts } from '../words/parts.ts'
import { texts as app } from './en.ts'

type Texts = { readonly [key: string]: string | Texts }

const flat = (texts: Texts, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  )

const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort()

const loaded = await Promise.all(
  Object.entries(parts).map(async ([part, load]) => ({
    part,
    english: flat((await load['en-IN']()).texts),
    hindi: flat((await load['hi-IN']()).texts),
  })),
)

test.each(loaded)('$part: Hindi has every key of English, with the same values to fill in', (each) => {
  const hindi = new Map(each.hindi)
  expect([...hindi.keys()]).toEqual(each.english.map(([key]) => key))
  for (const [key, text] of each.english)
    expect([key, placeholders(hindi.get(key) ?? '')]).toEqual([key, placeholders(text)])
})

test.each(loaded)('$part: no text is empty, and Hindi is in Devanagari', ({ english, hindi }) => {
  for (const [key, text] of hindi) {
    if (key !== 'viewer.successor')
      expect([key, text]).toEqual([key, expect.stringMatching(/[\u0900-\u097f]/)])
  }
  for (const [key, text] of english) expect([key, text.trim()]).not.toEqual([key, ''])
})

test('no two parts have a text for one key', () => {
  const keys = loaded.flatMap(({ english }) => english.map(([key]) => key))
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
})

test('there are words for everything that the API may say', () => {
  expect(Object.keys(creative.status)).toEqual([...pictureStatuses])
  expect(Object.keys(creative.generation.status)).toEqual([...generationStatuses])
  expect(Object.keys(creative.problem)).toEqual([...problemCodes])
  expect(Object.keys(creative.format)).toEqual([...aspectRatios])
  expect(Object.keys(app.role)).toEqual([...roles])
  expect(Object.keys(app.roleText)).toEqual([...roles])
  expect(Object.keys(app.tier)).toEqual([...tiers])
})
