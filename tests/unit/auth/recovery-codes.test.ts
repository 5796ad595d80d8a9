import { expect, test } from 'vitest'
import { hashRecoveryCode, newRecoveryCodes } from '../../../functions/auth/second-factor/recovery-codes.ts'

test('there are ten codes, each in four groups of letters that look like no other', () => {
  const codes = newRecoveryCodes()
  expect(codes).toHaveLength(10)
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{5}-){3}[0-9a-hjkmnp-tv-z]{5}$/)
})

test('each of the 32 letters is as likely as any other', () => {
  const count = new Map<string, number>()
  const letters = Array.from({ length: 160 }, newRecoveryCodes).join('').replace(/[-,]/g, '')
  for (const letter of letters) count.set(letter, (count.get(letter) ?? 0) + 1)
  expect(count.size).toBe(32)
  // 1000 expected, with a standard deviation of 31: six of them away is never seen.
  for (const times of count.values()) expect(Math.abs(times - 1000)).toBeLessThan(190)
})

test.each([
  'K7MD2-XQP9T-RNV4H-SB310',
  'k7md2xqp9trnv4hsb310',
  ' k7md2 xqp9t rnv4h sb310 ',
  'k7md2-xqp9t-rnv4h-sb3lo',
  'k7md2-xqp9t-rnv4h-sb3IO',
])('"%s" is the same code, typed in another way', (typed) => {
  expect(hashRecoveryCode(typed)).toBe(hashRecoveryCode('k7md2-xqp9t-rnv4h-sb310'))
})

test('another code has another hash, which does not hold it', () => {
  const [one = '', other = ''] = newRecoveryCodes()
  expect(hashRecoveryCode(one)).not.toBe(hashRecoveryCode(other))
  expect(hashRecoveryCode(one)).toMatch(/^[\w-]{43}$/)
  expect(hashRecoveryCode(one)).not.toContain(one.slice(0, 5))
})
