import * as z from 'zod'
import { ProviderRejected, ProviderUnavailable } from '../../platform/errors.ts'
import { accountOfFault, type Fault, isOnBrief, isOnKey, isSpent, parseFault, waitSeconds } from './faults.ts'

/** The SDK's ApiError, known by its shape so that the SDK need not be loaded to recognise it. */
const apiError = z.object({ name: z.literal('ApiError'), status: z.number(), message: z.string() })

/** Why Google will not do it, whoever asks again. */
export type GoogleRejection =
  /** The user's: it takes no prompt with these words. */
  | 'brief_refused'
  /** Ours: it does not take the request as we write it. */
  | 'request_refused'
  /** The operator's, as all that follow: the key in the settings is wrong, or of no shape that could be sent. */
  | 'key_refused'
  /** The service account in the settings cannot sign. */
  | 'account_unusable'
  /** It does not serve the account: from this country, without billing, or with this API switched off. */
  | 'account_refused'
  /** The model is unknown, gone without a successor, or cannot do what it is asked for. */
  | 'model_unusable'
  /** Nothing is left of the account's quota for this model, or of its credit. */
  | 'quota_exhausted'

export class GoogleRejected extends ProviderRejected<GoogleRejection> {}

/** Whether the user can mend it; everything else is for the operator or us to hear of. */
export const isOfUser = ({ code }: GoogleRejected) => code === 'brief_refused'

/** True for the 404 that a retired or mistyped model answers. */
export const isModelGone = (error: unknown): boolean => {
  const known = apiError.safeParse(error)
  return known.success && known.data.status === 404
}

/** Statuses below 500 that pass: a timeout, a conflict, too early, and a call that was given up on the way. */
const passing = [408, 409, 425, 499]

/**
 * What a failure of the SDK means for us: ask again later, never again, or a fault of our own (returned as it
 * came). This is the one place that decides it. Statuses: ai.google.dev/gemini-api/docs/troubleshooting.
 */
export const providerError = (error: unknown): unknown => {
  const known = apiError.safeParse(error)
  if (!known.success) return isConnection(error) ? unavailable(error) : error
  const { status, message } = known.data
  const fault = parseFault(message)
  const cause = tellable(status, fault)
  if (status === 429) return exceeded(fault, cause)
  if (status >= 500 || passing.includes(status)) return unavailable(cause)
  const reject = (code: GoogleRejection, told: string) => new GoogleRejected(code, told, { cause })
  if (accountOfFault(fault))
    return reject('account_refused', 'Google does not serve the account in the settings')
  if (isOnKey(status, fault)) return keyRefused(cause)
  if (isOnBrief(fault)) return reject('brief_refused', 'Google takes no prompt with these words')
  return reject('request_refused', 'Google does not take this request as we write it')
}

/** Google refuses the key in the settings, or there is none that could be sent. */
export const keyRefused = (cause: unknown) =>
  new GoogleRejected('key_refused', 'Google refuses the key in the settings', { cause })

export const unavailable = (cause: unknown) =>
  new ProviderUnavailable('Google does not answer at the moment. Press Try again in a minute.', { cause })

/** For a model that is unknown, gone without a successor, or cannot do what it is asked for. */
export const noSuchModel = (error: unknown) => {
  const known = apiError.safeParse(error)
  const cause = known.success ? tellable(known.data.status, parseFault(known.data.message)) : error
  return new GoogleRejected('model_unusable', 'no Google model can be used for this', { cause })
}

/** Quotas of a minute come back sooner; nobody watches a picture for longer. */
const longestWaitSeconds = 300

/** A 429 passes unless the quota is spent, with or without a hint (platform mode has none). */
const exceeded = (fault: Fault, cause: Error) => {
  const seconds = waitSeconds(fault)
  if (isSpent(fault) || (seconds ?? 0) > longestWaitSeconds) {
    return new GoogleRejected('quota_exhausted', 'the Google account has no quota left for this model', {
      cause,
    })
  }
  if (seconds === undefined) return unavailable(cause)
  return new ProviderUnavailable(
    `Google asks us to wait. Press Try again in ${Math.ceil(seconds)} seconds.`,
    { cause, retryAfterMs: Math.max(1000, Math.ceil(seconds * 1000)) },
  )
}

/** What Google said, as it may stand in a log. */
const tellable = (status: number, { message }: Fault) =>
  Object.assign(new Error(withoutKeys(message)), { name: 'ApiError', status })

/** Google names the key itself in some refusals ("Consumer 'api_key:…' has been suspended"). */
const withoutKeys = (message: string) =>
  message.replace(/api_key:[\w.-]+|AIza[\w-]{10,}|AQ\.[\w-]{10,}|eyJ[\w-]+\.[\w-]+\.[\w-]+/g, '[key]')

/** Our own timeout, a connection cut before or within the answer, and an answer that is none of Google's. */
const isConnection = (error: unknown): error is Error =>
  error instanceof Error &&
  ((error instanceof DOMException && error.name === 'TimeoutError') ||
    error instanceof SyntaxError ||
    error instanceof z.ZodError ||
    (error instanceof TypeError && ['fetch failed', 'terminated'].includes(error.message)))

/** Codes of Node and undici for a connection that was never there. */
const neverSent = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]
const coded = z.object({ code: z.string() })

/** Whether Google may have done, and charged for, what this failure kept from us. It charges for no 4xx or 5xx. */
export const mayBePaid = (error: unknown): boolean => {
  if (!isConnection(error)) return false
  const cause = coded.safeParse(error.cause)
  return !(cause.success && neverSent.includes(cause.data.code))
}
