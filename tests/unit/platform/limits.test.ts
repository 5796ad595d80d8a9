import fc from 'fast-check'
import { expect, test } from 'vitest'
import { networkOf, rateLimitHeaders } from '../../../functions/platform/limits/limiter.ts'

const open = { allowed: true, limit: 60, remaining: 12, resetSeconds: 10 }
const closed = { allowed: false, limit: 20, remaining: 0, resetSeconds: 3, retryAfterSeconds: 3 }

test('headers say what is left, and when to come back only after a refusal', () => {
  expect(rateLimitHeaders(open)).toEqual({
    'ratelimit-limit': '60',
    'ratelimit-remaining': '12',
    'ratelimit-reset': '10',
  })
  expect(rateLimitHeaders(closed)).toEqual({
    'ratelimit-limit': '20',
    'ratelimit-remaining': '0',
    'ratelimit-reset': '3',
    'retry-after': '3',
  })
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['not an address', 'not an address'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

test('every IPv6 address counts as its first 64 bits, however it is written', () => {
  const hextet = fc.integer({ min: 0, max: 0xffff })
  fc.assert(
    fc.property(fc.array(hextet, { minLength: 8, maxLength: 8 }), (hextets) => {
      const full = hextets.map((each) => each.toString(16).padStart(4, '0')).join(':')
      const short = new URL(`http://[${full}]`).hostname.slice(1, -1)
      const network = `${hextets
        .slice(0, 4)
        .map((each) => each.toString(16))
        .join(':')}::/64`
      expect([networkOf(full), networkOf(short)]).toEqual([network, network])
    }),
  )
})
