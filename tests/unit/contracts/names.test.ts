import { expect, test } from 'vitest'
import { nameText } from '../../../contracts/common.ts'

const name = nameText()
const codeOf = (typed: string) => name.safeParse(typed).error?.issues[0]?.code

test.each([
  ['Chai\u202e Point', 'Chai Point'],
  ['\u2067Chai\u2069', 'Chai'],
  ['\u200fچائے\u200f', 'چائے'],
  [' \u200b Chai\u2060Point \ufeff', 'ChaiPoint'],
  ['Cha\u00adi', 'Chai'],
  ['\u3164Chai\u115f', 'Chai'],
  ['क\u094d\u200dष', 'क\u094d\u200dष'],
  ['അവന\u0d4d\u200d', 'അവന\u0d4d\u200d'],
  ['Chai ❤\ufe0f 👩‍🌾', 'Chai ❤\ufe0f 👩‍🌾'],
  [
    'Pub 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    'Pub 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  ],
  ['24/7', '24/7'],
  ['५६', '५६'],
])('%j is kept as %j', (typed, kept) => {
  expect(name.parse(typed)).toBe(kept)
})

test.each(['\u200b', '\u200c\u200d', '\u202e\u202c', '\u3164', '\u2800', '\u0301', '❤️', '...', '—'])(
  '%j has nothing to read in it',
  (typed) => {
    expect(['custom', 'too_small']).toContain(codeOf(typed))
  },
)

test.each(['a\nb', 'a\u2028b', 'a\u2029b', 'a\u0085b', 'a\vb', 'a\u001bb', '<b>a</b>'])(
  '%j is more than one plain line',
  (typed) => {
    expect(codeOf(typed)).toBe('invalid_format')
  },
)

test('a name that is left empty is told of once', () => {
  for (const typed of ['', '  ', '\u200b']) {
    expect(name.safeParse(typed).error?.issues.map(({ code }) => code)).toEqual(['too_small'])
  }
})
