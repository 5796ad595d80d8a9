import { ApiError } from '@google/genai/web'
import { describe, expect, test } from 'vitest'
import { ProviderUnavailable } from '../../../functions/platform/errors.ts'
import recorded from '../../../functions/providers/google/__fixtures__/errors.json' with { type: 'json' }
import {
  GoogleRejected,
  isModelGone,
  mayBePaid,
  providerError,
} from '../../../functions/providers/google/errors.ts'
import { googleCredentials } from '../../../functions/providers/google/index.ts'

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

const answered = (status: number, error: object) =>
  providerError(new ApiError({ status, message: JSON.stringify({ error: { code: status, ...error } }) }))
const reason = (name: string) => [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: name }]

describe('whose fault it is', () => {
  test.each([
    [
      400,
      { status: 'FAILED_PRECONDITION', message: 'User location is not supported for the API use.' },
      'account_refused',
    ],
    [
      400,
      { status: 'FAILED_PRECONDITION', message: 'Please enable billing on project 7.' },
      'account_refused',
    ],
    [403, { status: 'PERMISSION_DENIED', details: reason('SERVICE_DISABLED') }, 'account_refused'],
    [403, { status: 'PERMISSION_DENIED', details: reason('BILLING_DISABLED') }, 'account_refused'],
    [403, { status: 'PERMISSION_DENIED', message: 'Your API key was reported as leaked.' }, 'key_refused'],
    [401, { status: 'UNAUTHENTICATED' }, 'key_refused'],
    [400, { status: 'INVALID_ARGUMENT', details: reason('API_KEY_INVALID') }, 'key_refused'],
    [429, { message: 'Your prepayment credits are depleted.' }, 'quota_exhausted'],
    [429, { message: 'Your project has exceeded its monthly spending cap.' }, 'quota_exhausted'],
  ])('the operator’s: %d %j', (status, error, code) => {
    expect(answered(status, error)).toMatchObject({ name: 'ProviderRejected', code })
  })

  test.each([
    [400, { status: 'INVALID_ARGUMENT', message: 'Unknown name "imageConfig": Cannot find field.' }],
    [400, { status: 'OUT_OF_RANGE' }],
    [413, { message: 'Request payload size exceeds the limit.' }],
    [422, {}],
  ])('ours: %d %j', (status, error) => {
    expect(answered(status, error)).toMatchObject({ name: 'ProviderRejected', code: 'request_refused' })
  })

  test('the user’s: Imagen’s words on a whole prompt', () => {
    const message =
      'The prompt could not be submitted. It contains sensitive words that violate our practices.'
    expect(answered(400, { status: 'INVALID_ARGUMENT', message })).toMatchObject({ code: 'brief_refused' })
  })

  test.each([408, 409, 425, 499, 500, 502, 503, 504, 529])('the vendor’s, and passes: %d', (status) => {
    expect(answered(status, {})).toMatchObject({ name: 'ProviderUnavailable' })
  })
})

test('details of another shape do not hide those that can be read', () => {
  const details = [7, { violations: [{ quotaId: 3 }] }, { retryDelay: '12s' }]
  expect(answered(429, { message: 'slow down', details })).toMatchObject({ retryAfterMs: 12_000 })
})

test('a message of a megabyte, with signs that no log can show, is cut and cleaned', () => {
  const error = answered(500, { message: `\u0000${'क्षि'.repeat(200_000)}\ud83e` })
  if (!(error instanceof Error) || !(error.cause instanceof Error)) throw new Error('expected a cause')
  expect(error.cause.message).toMatch(/^(क्षि)+…$/)
  expect(error.cause.message.length).toBeLessThanOrEqual(2000)
})

test.each([
  [new DOMException('timed out', 'TimeoutError'), true],
  [new TypeError('terminated', { cause: Object.assign(new Error(), { code: 'UND_ERR_SOCKET' }) }), true],
  [new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) }), true],
  [new SyntaxError('Unexpected end of JSON input'), true],
  [new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }), false],
  [new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ENOTFOUND' }) }), false],
  [apiError('internal'), false],
])('%s may have been paid for: %s', (error, paid) => {
  expect(mayBePaid(error)).toBe(paid)
})

test.each(['AIza\u200bSy0', 'AIza Sy0', 'AIza\u00a0Sy0', 'AIzaСy0', '', '“AIzaSy0”', 'AIza\nSy0'])(
  'a key that cannot be sent is refused where it is read: %j',
  (apiKey) => {
    expect(googleCredentials.safeParse({ mode: 'developer', apiKey }).success).toBe(false)
  },
)
