import { domainToASCII } from 'node:url'
import { expect, test } from 'vitest'
import { email } from '../../../contracts/email.ts'

const codeOf = (address: string) => email.safeParse(address).error?.issues[0]?.code

test.each([
  ['asha@bücher.example', 'asha@xn--bcher-kva.example'],
  ['asha@xn--c2bd4bq1db8d.xn--h2brj9c', 'asha@xn--c2bd4bq1db8d.xn--h2brj9c'],
  ['asha@उदाहरण.भारत', `asha@${domainToASCII('उदाहरण.भारत')}`],
  ['asha@চা.ভারত', `asha@${domainToASCII('চা.ভারত')}`],
  ['asha@चाय。भारत', `asha@${domainToASCII('चाय.भारत')}`],
  ['ASHA@BÜCHER.Example', 'asha@xn--bcher-kva.example'],
  ['asha@bu\u0308cher.example', 'asha@xn--bcher-kva.example'],
  ['a.b!c@example.in', 'a.b!c@example.in'],
  [`o'neil+ads/{x}=#$%&*?^_\`|~-@example.in`, `o'neil+ads/{x}=#$%&*?^_\`|~-@example.in`],
  ['\u202aasha@example.in\u202c ', 'asha@example.in'],
  ['\ufeffasha@example.in\u200b', 'asha@example.in'],
  ['1@2.co', '1@2.co'],
  [`${'a'.repeat(64)}@${'d'.repeat(63)}.in`, `${'a'.repeat(64)}@${'d'.repeat(63)}.in`],
])('%j is stored as %j', (typed, stored) => {
  expect(email.parse(typed)).toBe(stored)
  expect(email.parse(stored)).toBe(stored)
})

test.each([
  ...['', 'asha', '@', 'asha@', '@example.in', 'asha@localhost', 'a@b@c', 'asha@example.in.', 'asha@.in'],
  ...['.asha@example.in', 'asha.@example.in', 'a..b@example.in', 'a b@example.in', '"a b"@example.in'],
  ...['asha@10.0.0.1', 'asha@[10.0.0.1]', 'asha@1.2.3', 'asha@-a.in', 'asha@a_b.in', 'asha@exa mple.in'],
  ...['asha@example.in/x', 'asha@example.in?x', 'asha@example.in:25', 'asha@a%41.in', 'asha@ex／ample.in'],
  ...['a,b@example.in', 'asha@example.in\nbcc: ravi@example.in', '<asha@example.in>'],
  ...[`${'a'.repeat(65)}@example.in`, `asha@${'d'.repeat(64)}.in`],
])('%j is no address', (typed) => {
  expect(codeOf(typed)).toBe('invalid_format')
})

test.each(['आशा@example.in', 'ஆஷா@example.in', 'jürgen@bücher.example', 'ash\u200ba@example.in'])(
  'of %j it is said which letters cannot be reached',
  (typed) => {
    expect(email.safeParse(typed).error?.issues).toMatchObject([
      { code: 'custom', message: expect.stringContaining('Before the @') },
    ])
  },
)

test('an address is as long as RFC 5321 lets it be, counted as it travels', () => {
  const domain = (letters: number) => `${'भ'.repeat(letters)}.${`${'d'.repeat(60)}.`.repeat(3)}in`
  expect(email.safeParse(`asha@${domain(10)}`).success).toBe(true)
  expect(codeOf(`${'a'.repeat(64)}@${domain(20)}`)).toBe('too_big')
})
