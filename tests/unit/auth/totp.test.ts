import { execFileSync } from 'node:child_process'
import { Secret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { matchingStep, newTotpSecret, totpUri } from '../../../functions/auth/second-factor/totp.ts'

/** RFC 6238, appendix B: seconds since 1970 and the codes of SHA-1, SHA-256 and SHA-512. */
const vectors: [number, string, string, string][] = [
  [59, '94287082', '46119246', '90693936'],
  [1111111109, '07081804', '68084774', '25091201'],
  [1111111111, '14050471', '67062674', '99943326'],
  [1234567890, '89005924', '91819424', '93441116'],
  [2000000000, '69279037', '90698825', '38618901'],
  [20000000000, '65353130', '77737706', '47863826'],
]
/** The secrets of the RFC are these digits, over and over, as long as the hash. */
const secretOf = (length: number) => Secret.fromUTF8('1234567890'.repeat(7).slice(0, length))
const secret = secretOf(20).base32

describe.each(vectors)('at %i seconds', (seconds, sha1, sha256, sha512) => {
  test.each([
    ['SHA1', 20, sha1],
    ['SHA256', 32, sha256],
    ['SHA512', 64, sha512],
  ])('%s gives the code of the RFC', (algorithm, length, code) => {
    const totp = new TOTP({ algorithm, digits: 8, period: 30, secret: secretOf(length) })
    expect(totp.generate({ timestamp: seconds * 1000 })).toBe(code)
  })

  test('its last six digits are accepted', () => {
    const match = matchingStep({ secret, code: sha1.slice(2), now: seconds * 1000, lastStep: undefined })
    expect(match).toBe(Math.floor(seconds / 30))
  })
})

/** 1111111109 s is the last second but one of step 37037036; its code is 081804. */
const step = 37037036
const code = '081804'
const at = (seconds: number) => (step * 30 + seconds) * 1000

test.each([
  [-30, true],
  [-31, false],
  [0, true],
  [29.999, true],
  [30, true],
  [59.999, true],
  [60, false],
])('a code is accepted %d s after its step began: %s', (seconds, accepted) => {
  const match = matchingStep({ secret, code, now: at(seconds), lastStep: undefined })
  expect(match).toBe(accepted ? step : undefined)
})

test('no code is accepted twice, nor one before the last', () => {
  const now = at(10)
  expect(matchingStep({ secret, code, now, lastStep: step - 1 })).toBe(step)
  expect(matchingStep({ secret, code, now, lastStep: step })).toBeUndefined()
  expect(matchingStep({ secret, code, now, lastStep: step + 1 })).toBeUndefined()
})

test.each(['', '81804', '0081804', '07081804', '08180x', '081804\0', '-81804', '08.804', '0818०4', '081805'])(
  '"%s" is no code',
  (typed) => {
    expect(matchingStep({ secret, code: typed, now: at(0), lastStep: undefined })).toBeUndefined()
  },
)

test('a secret has 160 bits, and no two are the same', () => {
  const secrets = Array.from({ length: 50 }, newTotpSecret)
  expect(new Set(secrets).size).toBe(50)
  for (const each of secrets) expect(each).toMatch(/^[A-Z2-7]{32}$/)
})

test('the address for the QR code says whose it is and how codes are made', () => {
  const uri = new URL(totpUri({ secret, email: 'asha+ads@example.in' }))
  expect(`${uri.protocol}//${uri.host}`).toBe('otpauth://totp')
  expect(decodeURIComponent(uri.pathname)).toBe('/Dhol:asha+ads@example.in')
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    issuer: 'Dhol',
    secret,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  })
})

/** https://www.nongnu.org/oath-toolkit/: an authenticator that is not ours, where the system has it. */
const oathtool = (...args: string[]) => execFileSync('oathtool', args, { encoding: 'utf8' }).trim()
const hasOathtool = (() => {
  try {
    return oathtool('--version') !== ''
  } catch {
    return false
  }
})()

test.skipIf(!hasOathtool)('the codes of oathtool are accepted', () => {
  const fresh = newTotpSecret()
  const now = Date.now()
  const seconds = Math.floor(now / 1000)
  const typed = oathtool('--totp', '--base32', `--now=@${seconds}`, fresh)
  expect(matchingStep({ secret: fresh, code: typed, now, lastStep: undefined })).toBe(
    Math.floor(seconds / 30),
  )
})
