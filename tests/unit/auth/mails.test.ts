import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mailOf } from '../../../functions/auth/mail/mails.ts'
import { quote } from '../../../functions/auth/mail/quote.ts'

const invitation = (invitedBy: string, workspaceName: string) =>
  mailOf({
    kind: 'invitation',
    url: 'https://app.example.in/invitation#token=secret',
    invitedBy,
    inviterEmail: 'meera@example.in',
    workspaceName,
  })

test('the subject is the same whatever a workspace and its people are called', () => {
  const { subject } = invitation('Meera', 'Meera Foods')
  expect(invitation('Dhol Security', 'account blocked, verify at example.com/now').subject).toBe(subject)
})

test('a mail names the address of who invites, in both languages', () => {
  const { text, html } = invitation('Dhol Security', 'Chai Point')
  expect(text.match(/meera@example\.in/g)).toHaveLength(2)
  expect(html.match(/meera@example\.in/g)).toHaveLength(2)
})

test.each([
  ['account blocked, verify at example.com/now', 'account blocked, verify at example. com/ now'],
  ['https://evil.example', 'https:// evil. example'],
  ['खाता बंद：चाय。भारत', 'खाता बंद： चाय。 भारत'],
  ['help@dhol.example', 'help@ dhol. example'],
  ['\\\\evil\\share', '\\\\ evil\\ share'],
  ['Call 1800-123-4567 now', 'Call … now'],
  ['+91 98765 43210', '…'],
  ['फ़ोन ९८७६५ ४३२१०', 'फ़ोन …'],
  ['Dr. Rao & Sons, est. 1947', 'Dr. Rao & Sons, est. 1947'],
  ['A. P. J. Abdul', 'A. P. J. Abdul'],
])('%j is quoted as %j', (name, quoted) => {
  expect(quote(name)).toBe(`“${quoted}”`)
})

test('a long name is cut between the letters that a reader sees', () => {
  const [family, ksha] = ['👩‍👩‍👧‍👦', 'क्षि']
  expect(quote(family.repeat(9))).toBe(`“${family.repeat(4)}…”`)
  expect(quote(ksha.repeat(25))).toBe(`“${ksha.repeat(12)}…”`)
})

test('no name is long, or has anything in it that a mail program takes for an address', () => {
  const parts = fc.constantFrom(
    'evil',
    '.com',
    '://',
    'www.',
    '@',
    '/',
    '。',
    '1',
    '98765',
    ' ',
    'क',
    '👩‍👩‍👧‍👦',
  )
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 30 }), (names) => {
      const quoted = quote(names.join(''))
      expect(quoted.length).toBeLessThanOrEqual(52)
      expect(quoted).not.toMatch(/[.:/@。](?=[^\s”…])(?![.:/@。])|\d{7}/)
    }),
  )
})
