import { expect, test } from 'vitest'
import { auditEndpoints } from '../../../contracts/audit.ts'
import { code, newPassword } from '../../../contracts/auth/auth.ts'
import { invitationEndpoints } from '../../../contracts/auth/invitations.ts'
import { workspaceEndpoints } from '../../../contracts/auth/workspaces.ts'
import { brandEndpoints } from '../../../contracts/brands.ts'
import { creativeEndpoints } from '../../../contracts/creative.ts'

/** The same for a reader: as keyboards of different makers type it. */
const pairs = [
  ['क़लम', 'क\u093cलम'],
  ['ড়', 'ড\u09bc'],
  ['café', 'cafe\u0301'],
  ['5 Å', '5 A\u030a'],
] as const

const brandId = 'brd_01k9x6v4j8e5rt2m3qwpzn7c0d'
const fields = {
  'the name of a workspace': (text: string) => workspaceEndpoints.createWorkspace.body.parse({ name: text }),
  'the name of who is invited': (text: string) =>
    invitationEndpoints.registerInvited.body.parse({
      token: 'x'.repeat(40),
      name: text,
      password: 'ankara bus 7',
    }),
  'what a brand sells': (text: string) =>
    brandEndpoints.createBrand.body.parse({ name: 'Chai', sells: text }),
  'a changed tone': (text: string) => brandEndpoints.updateBrand.body.parse({ tone: text }),
  'a brief': (text: string) =>
    creativeEndpoints.createGeneration.body.parse({ brandId, brief: text, aspectRatios: ['1:1'], count: 1 }),
  'what the audit is searched for': (text: string) =>
    auditEndpoints.listAuditEntries.query.parse({ subject: text }),
  'a new password': (text: string) => newPassword.parse(`${text} of monsoon`),
}

test.each(Object.entries(fields))('%s has one form, however it was typed', (_, parse) => {
  for (const [one, other] of pairs) expect(parse(other)).toEqual(parse(one))
})

test('a password keeps its case, its width and its spaces, of which each is the plain one', () => {
  expect(newPassword.parse(' Chai\u00a0and\u3000ｆｏｒ Ｙou ')).toBe(' Chai and ｆｏｒ Ｙou ')
})

test('a password counts in its one form, which may be longer', () => {
  const nuktas = '\u0958'.repeat(24) // three bytes each as typed, six in NFC
  expect(newPassword.safeParse(nuktas).success).toBe(false)
  expect(newPassword.safeParse('\u0958'.repeat(12)).success).toBe(true)
})

test.each([
  ['081 804', '081804'],
  [' 0 8 1 8 0 4 ', '081804'],
  ['०८१८०४', '081804'],
  ['০৮১ ৮০৪', '081804'],
  ['０８１８０４', '081804'],
  ['\u200e081804\u200b', '081804'],
  ['k7md2–xqp9t—rnv4h‑sb3wc', 'k7md2xqp9trnv4hsb3wc'],
])('the code %j is %j', (typed, plain) => {
  expect(code.parse(typed)).toBe(plain)
})

test('a code of spaces and dashes is none', () => {
  expect(code.safeParse(' - - - – — ').success).toBe(false)
})

test.each([
  ['#b3124f', '#B3124F'],
  [' #ABC ', '#AABBCC'],
  ['f0a', '#FF00AA'],
  ['1d4e9e', '#1D4E9E'],
])('the colour %j is %j', (typed, plain) => {
  const colours = (given: string) =>
    brandEndpoints.createBrand.body.parse({ name: 'Chai', colours: [given] }).colours
  expect(colours(typed)).toEqual([plain])
  expect(colours(plain)).toEqual([plain])
})

test.each(['', '#', '#12', '#12345', '#1234567', '##123456', '#gggggg', 'red', 'rgb(1,2,3)', '#१२३४५६'])(
  '%j is no colour',
  (typed) => {
    expect(brandEndpoints.createBrand.body.safeParse({ name: 'Chai', colours: [typed] }).success).toBe(false)
  },
)
