import * as z from 'zod'
import { ProviderRejected, ProviderUnavailable } from '../../platform/errors.ts'

/** The SDK's ApiError, known by its shape so that the SDK need not be loaded to recognise it. */
const apiError = z.object({ name: z.literal('ApiError'), status: z.number(), message: z.string() })

const detail = z.looseObject({
  '@type': z.string().default(''),
  reason: z.string().optional(),
  retryDelay: z.string().optional(),
  violations: z
    .array(z.looseObject({ quotaId: z.string().default(''), quotaValue: z.string().optional() }))
    .optional(),
})
const body = z.object({
  error: z.looseObject({ message: z.string().default(''), details: z.array(detail).default([]) }),
})
type Fault = z.infer<typeof body>['error']

/** Why Google will not do it, whoever asks again. */
export type GoogleRejection =
  /** It cannot take the request as it is, safe or not. */
  | 'request_refused'
  /** The key in the settings is wrong, or of no shape that could be sent. */
  | 'key_refused'
  /** The service account in the settings cannot sign. */
  | 'account_unusable'
  /** The model is unknown, gone without a successor, or cannot do what it is asked for. */
  | 'model_unusable'
  /** Nothing is left of the account's quota for this model. */
  | 'quota_exhausted'

export class GoogleRejected extends ProviderRejected<GoogleRejection> {}

/** True for the 404 that a retired or mistyped model answers. */
export const isModelGone = (error: unknown): boolean => {
  const known = apiError.safeParse(error)
  return known.success && known.data.status === 404
}

/**
 * What a failure of the SDK means for us: ask again later, never again, or a fault of our own (returned as it
 * came). This is the one place that decides it. Statuses: ai.google.dev/gemini-api/docs/troubleshooting.
 */
export const providerError = (error: unknown): unknown => {
  const known = apiError.safeParse(error)
  if (!known.success) return isConnection(error) ? unavailable(error) : error
  const { status, message } = known.data
  const cause = Object.assign(new Error(withoutKeys(message)), { name: 'ApiError', status })
  const fault = parseFault(message)
  if (status === 429) return exceeded(fault, cause)
  if (status >= 500 || status === 408 || status === 499) return unavailable(cause)
  if (isKeyRefused(status, fault)) return keyRefused(cause)
  return new GoogleRejected('request_refused', 'Google cannot take this request as it is', { cause })
}

/** Google refuses the key in the settings, or there is none that could be sent. */
export const keyRefused = (cause: unknown) =>
  new GoogleRejected('key_refused', 'Google refuses the key in the settings', { cause })

export const unavailable = (cause: unknown, retryAfterMs?: number) =>
  new ProviderUnavailable('Google does not answer at the moment. Press Try again in a minute.', {
    cause,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })

/** For a model that is unknown, gone without a successor, or cannot do what it is asked for. */
export const noSuchModel = (cause: unknown) =>
  new GoogleRejected('model_unusable', 'no Google model can be used for this', { cause })

const isKeyRefused = (status: number, fault: Fault) =>
  status === 401 || status === 403 || fault.details.some((each) => each.reason === 'API_KEY_INVALID')

/** Quotas of a minute come back sooner; nobody watches a picture for longer. */
const longestWaitSeconds = 300

/**
 * A limit of 0 means that the model is not in this account's tier, and a daily quota comes back at midnight in
 * California: no retry of this job helps. Any other 429 passes, with or without a hint (platform mode has none).
 */
const exceeded = (fault: Fault, cause: Error) => {
  const violations = fault.details.flatMap((each) => each.violations ?? [])
  const delay = fault.details.find((each) => each.retryDelay)?.retryDelay
  const seconds = Number(delay?.replace(/s$/, ''))
  const noQuota = /\blimit: 0\b(?!\.)/.test(fault.message) || violations.some((v) => v.quotaValue === '0')
  const isLong = seconds > longestWaitSeconds
  if (noQuota || isLong || violations.some((violation) => violation.quotaId.includes('PerDay'))) {
    return new GoogleRejected('quota_exhausted', 'the Google account has no quota left for this model', {
      cause,
    })
  }
  if (!Number.isFinite(seconds)) return unavailable(cause)
  return new ProviderUnavailable(
    `Google asks us to wait. Press Try again in ${Math.ceil(seconds)} seconds.`,
    { cause, retryAfterMs: Math.max(1000, Math.ceil(seconds * 1000)) },
  )
}

const parseFault = (message: string): Fault => {
  try {
    return body.parse(JSON.parse(message)).error
  } catch {
    // Not every proxy on the way answers in Google's form; the status then says enough.
    return { message, details: [] }
  }
}

/** Google names the key itself in some refusals ("Consumer 'api_key:…' has been suspended"). */
const withoutKeys = (message: string) =>
  message.replace(/api_key:[\w.-]+|AIza[\w-]{10,}|AQ\.[\w-]{10,}/g, '[key]')

/** Our own timeout, a connection cut before or within the answer, and an answer that is none of Google's. */
const isConnection = (error: unknown) =>
  error instanceof Error &&
  (error.name === 'TimeoutError' ||
    error instanceof SyntaxError ||
    error instanceof z.ZodError ||
    (error instanceof TypeError && ['fetch failed', 'terminated'].includes(error.message)))
