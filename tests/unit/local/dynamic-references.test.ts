import { expect, test } from 'vitest'
import { createRevealer } from '../../../local/assembly/dynamic-references.ts'
import { AssemblyError } from '../../../local/assembly/stacks.ts'

const arn = 'arn:aws:secretsmanager:ap-south-1:000000000000:secret:dhol/local/edge-abcdef'
const reveal = createRevealer({
  secrets: [{ name: 'dhol/local/edge', arn }],
  readSecret: (name) => (name === 'dhol/local/edge' ? '{"mark":"shown"}' : undefined),
  attributes: new Map([['Data.Key.PublicKey', 'MIIB']]),
})
const reference = (of: string, key: string) => `{{resolve:secretsmanager:${of}:SecretString:${key}::}}`

test('a dynamic reference gives way to the value of the secret, and the rest stays', () => {
  expect(reveal({ MARK: reference(arn, 'mark'), IN: `<${reference(arn, 'mark')}>`, PLAIN: '{{x}}' })).toEqual(
    {
      MARK: 'shown',
      IN: '<shown>',
      PLAIN: '{{x}}',
    },
  )
})

test.each([
  ['a secret that there is not', reference(`${arn}x`, 'mark')],
  ['a key that it does not have', reference(arn, 'colour')],
])('%s is an error that names the place', (_name, text) => {
  expect(() => reveal({ MARK: text })).toThrow(AssemblyError)
  expect(() => reveal({ MARK: text })).toThrow(/^MARK: no secret has/)
})

test('so does an attribute that a function has made; one that is not made yet is an error', () => {
  const [made, missing] = ['{{made:Data.Key.PublicKey}}', '{{made:Data.Other.PublicKey}}']
  expect(reveal({ KEYS: `arn ${made},arn ${made}` })).toEqual({ KEYS: 'arn MIIB,arn MIIB' })
  expect(() => reveal({ KEYS: missing })).toThrow('KEYS: nobody has made Data.Other.PublicKey')
})
