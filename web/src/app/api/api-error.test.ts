import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { hasCode, isWorthRetrying, NetworkError, readApiError } from './api-error.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1_800_000_000_000 }))
afterEach(() => void vi.useRealTimers())

const body = { error: { code: 'slow_down', message: 'Too often.', requestId: 'r' } }

test('knows from the answer what is wrong and when to come back', () => {
  const error = readApiError(429, body, '45')
  expect(error).toMatchObject({ status: 429, code: 'slow_down', retryAt: 1_800_000_045_000 })
  expect(hasCode(error, 'wrong_login', 'slow_down')).toBe(true)
  expect(hasCode(error, 'wrong_login')).toBe(false)
})

test('a date in Retry-After, or none, tells nothing', () => {
  expect(readApiError(429, body, 'Wed, 21 Oct 2026 07:28:00 GMT').retryAt).toBeUndefined()
  expect(readApiError(429, body, null).retryAt).toBeUndefined()
})

test('an answer that is none of ours is the gateway slowing down, or unexpected', () => {
  expect(readApiError(429, { message: 'Too Many Requests' }).code).toBe('limit_exceeded')
  expect(readApiError(502, undefined).code).toBe('unexpected')
})

test('asks again after a fault, not after a refusal', () => {
  const errors = [new NetworkError('no answer'), readApiError(500, undefined), readApiError(403, undefined)]
  expect(errors.map(isWorthRetrying)).toEqual([true, true, false])
})
