import { expect, test } from 'vitest'
import {
  aspectRatios,
  generationStatuses,
  pictureStatuses,
  problemCodes,
} from '../../../../contracts/creative.ts'
import { roles, tiers } from '../../../../contracts/roles.ts'
import { en } from './en.ts'
import { hi } from './hi.ts'

type Texts = { readonly [key: string]: string | Texts }

const flat = (texts: Texts, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  )

const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort()

test('Hindi has every key of English, with the same values to fill in', () => {
  const english = flat(en)
  const hindi = new Map(flat(hi))
  expect([...hindi.keys()]).toEqual(english.map(([key]) => key))
  for (const [key, text] of english)
    expect([key, placeholders(hindi.get(key) ?? '')]).toEqual([key, placeholders(text)])
})

test('no text is empty, and Hindi is in Devanagari', () => {
  for (const [key, text] of flat(hi)) {
    if (key !== 'viewer.successor')
      expect([key, text]).toEqual([key, expect.stringMatching(/[\u0900-\u097f]/)])
  }
  for (const [key, text] of flat(en)) expect([key, text.trim()]).not.toEqual([key, ''])
})

test('there are words for everything that the API may say', () => {
  expect(Object.keys(en.status)).toEqual([...pictureStatuses])
  expect(Object.keys(en.generation.status)).toEqual([...generationStatuses])
  expect(Object.keys(en.problem)).toEqual([...problemCodes])
  expect(Object.keys(en.format)).toEqual([...aspectRatios])
  expect(Object.keys(en.role)).toEqual([...roles])
  expect(Object.keys(en.roleText)).toEqual([...roles])
  expect(Object.keys(en.tier)).toEqual([...tiers])
})
