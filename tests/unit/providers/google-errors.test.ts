import { ApiError } from '@google/genai/web'
import { expect, test } from 'vitest'
import { ProviderUnavailable } from '../../../functions/platform/errors.ts'
import recorded from '../../../functions/providers/google/__fixtures__/errors.json' with { type: 'json' }
import { GoogleRejected, isModelGone, providerError } from '../../../functions/providers/google/errors.ts'

const apiError = (name: keyof typeof recorded) =>
  new ApiError({ status: recorded[name].error.code, message: JSON.stringify(recorded[name]) })

test('429 with a hint says when to come back', () => {
  const error = providerError(apiError('rateLimited'))
  expect(error).toBeInstanceOf(ProviderUnavailable)
  expect(error).toMatchObject({ retryAfterMs: 46_179, message: expect.stringContaining('in 47 seconds') })
})

test.each(['noQuota', 'dayUsedUp'] as const)('429 %s is final, whatever the hint says', (name) => {
  const error = providerError(apiError(name))
  expect(error).toBeInstanceOf(GoogleRejected)
  expect(error).toMatchObject({ code: 'quota_exhausted' })
})

test.each(['sharedQuota', 'highDemand', 'internal', 'tooSlow'] as const)('%s may pass', (name) => {
  const error = providerError(apiError(name))
  expect(error).toBeInstanceOf(ProviderUnavailable)
  expect(error).toMatchObject({ retryAfterMs: undefined })
})

test.each([
  ['invalidArgument', 'request_refused'],
  ['invalidKey', 'key_refused'],
  ['suspendedKey', 'key_refused'],
] as const)('%s is final', (name, code) => {
  const error = providerError(apiError(name))
  expect(error).toBeInstanceOf(GoogleRejected)
  expect(error).toMatchObject({ code, name: 'ProviderRejected' })
})

test('a key that Google repeats in its refusal is in no message, cause or stack', () => {
  const error = providerError(apiError('suspendedKey'))
  if (!(error instanceof Error) || !(error.cause instanceof Error)) throw new Error('expected a cause')
  const told = [error.message, error.stack, error.cause.message, error.cause.stack].join()
  expect(told).toContain('has been suspended')
  expect(told).not.toContain('AIza')
})

test('only a 404 means that a model is gone', () => {
  expect(isModelGone(apiError('modelGone'))).toBe(true)
  expect(isModelGone(apiError('internal'))).toBe(false)
  expect(isModelGone(new Error('404'))).toBe(false)
})

test.each([
  new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
  new TypeError('fetch failed', { cause: new Error('ECONNRESET') }),
  new TypeError('terminated'),
  new SyntaxError('Unexpected end of JSON input'),
])('%s: the connection or the time was lost', (cause) => {
  const error = providerError(cause)
  expect(error).toBeInstanceOf(ProviderUnavailable)
  expect(error).toMatchObject({ cause })
})

test('an answer in a form that is not Google’s is judged by its status', () => {
  expect(providerError(new ApiError({ status: 502, message: '<html>Bad Gateway</html>' }))).toBeInstanceOf(
    ProviderUnavailable,
  )
})

test('a fault of our own stays what it is', () => {
  const mistake = new TypeError('undefined is not a function')
  expect(providerError(mistake)).toBe(mistake)
})
