import { expect, test } from 'vitest'
import * as z from 'zod'
import { text } from '../../../contracts/common.ts'
import { readEnv, setting } from '../../../functions/platform/env.ts'
import { cleanText, parseForeignJson } from '../../../functions/platform/text.ts'

const anyUnit = () => String.fromCharCode(Math.floor(Math.random() * 0x10000))

test('what is cleaned is what the rule for users’ texts takes as it is', () => {
  for (let time = 0; time < 2_000; time += 1) {
    const dirty = Array.from({ length: 40 }, anyUnit).join('') + ['\0', '\ud83e', ' ', '\u0007'][time % 4]
    const clean = cleanText(dirty)
    expect(text().parse(clean)).toBe(clean)
  }
})

test('letters of every script, line feeds and joined emoji stay', () => {
  const kept = 'क्षि\u200dत्र தமிழ் 👩🏽‍🌾\nzweite Zeile\t.'
  expect(cleanText(kept)).toBe(kept)
})

test('texts are cleaned however deep they lie in JSON, and all else stays', () => {
  expect(parseForeignJson('{"a":[{"b":"x\\u0000y"},1,true,null]}')).toEqual({
    a: [{ b: 'xy' }, 1, true, null],
  })
})

test.each(['arn:aws:x\u200b', 'two words', 'ümlaut', '\ufeffx', ''])(
  'the setting %j is named, not shown',
  (value) => {
    process.env.DHOL_TEST_SETTING = value
    expect(() => readEnv(z.object({ DHOL_TEST_SETTING: setting() }))).toThrow(
      'Missing or wrong environment variables: DHOL_TEST_SETTING',
    )
    delete process.env.DHOL_TEST_SETTING
  },
)
