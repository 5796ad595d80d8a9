import { expect, test } from 'vitest'
import { redact } from '../../../functions/audit/redact.ts'

test.each([
  'password',
  'newPassword',
  'password_hash',
  'secret',
  'clientSecret',
  'token',
  'accessToken',
  'refresh_token',
  'hash',
  'recoveryCodes',
  'code',
  'key',
  'apiKey',
])('what stands under %s is left out, however deep', (name) => {
  const left = '[left out]'
  expect(redact({ [name]: 'value' })).toEqual({ [name]: left })
  expect(redact({ a: { [name]: { b: 'value' } } })).toEqual({ a: { [name]: left } })
  expect(redact({ a: [1, { [name]: ['value'] }] })).toEqual({ a: [1, { [name]: left }] })
})

test('the rest stays, and the original is not changed', () => {
  const original = { name: 'Chai', role: 'approver', dailyLimitPaise: 0, a: [null, { b: false }], token: 'x' }
  const { token, ...rest } = original
  expect(redact(original)).toEqual({ ...rest, token: '[left out]' })
  expect(original.token).toBe('x')
})
