import * as z from 'zod'
import { idOf, instant } from '../../contracts/common.ts'
import { ProviderUnavailable } from '../platform/errors.ts'
import { asError } from '../platform/log.ts'

/** A picture that is still to be drawn, as the machine carries it from one call to the next. */
export const openPicture = z.object({
  pictureId: idOf('pic'),
  /** When to try again; null for at once. */
  notBefore: instant.nullable(),
})
export type OpenPicture = z.infer<typeof openPicture>

/** What was tried since the user last asked, before the attempt in hand. It stands in the row: a new run goes on counting. */
export type Tries = {
  /** When the first of them began, ISO 8601. */
  begunAt: string
  /** How many were begun. */
  tries: number
  /** A name for each that failed. The others were never heard of again: their process died. */
  failures: string[]
}

/** No later try is waited for. Shorter than a run may take, so that a run ends by itself, with what went wrong. */
const patienceMs = 10 * 60_000

/** How often it is tried again after failures of one name, and the longest first pause; each later one is twice as long. */
const rules: Record<string, { times: number; pauseMs: number }> = {
  ProviderUnavailable: { times: 3, pauseMs: 2000 },
  RateLimited: { times: 12, pauseMs: 1000 },
  BadPicture: { times: 1, pauseMs: 1000 },
}
/** What nobody foresaw. */
const otherwise = { times: 2, pauseMs: 2000 }
const longestPauseMs = 60_000
const timesUnheard = 3

/** What the rules and the user's words call a failure. Google said when to come back: it is not away. */
export const failureOf = (error: unknown): string =>
  error instanceof ProviderUnavailable && error.retryAfterMs !== undefined
    ? 'RateLimited'
    : asError(error).name

/** Whether so many attempts were never heard of again that nothing more is begun. */
export const isLost = ({ tries, failures }: Tries) => tries - failures.length > timesUnheard

export const isDue = ({ notBefore }: OpenPicture, now: number) =>
  notBefore === null || Date.parse(notBefore) <= now

/**
 * When to try again after `error`, ISO 8601; undefined when it was tried often enough, or for long enough. Pauses are of
 * random length, so that pictures which failed together do not come back together. `now` is in milliseconds, `random`
 * gives 0 to 1.
 */
export function nextTry(error: unknown, { begunAt, failures }: Tries, now: number, random: () => number) {
  const name = failureOf(error)
  const { times, pauseMs } = rules[name] ?? otherwise
  const earlier = failures.filter((failure) => failure === name).length
  const hintMs = (error instanceof ProviderUnavailable && error.retryAfterMs) || 0
  const at = now + Math.max(hintMs, Math.min(pauseMs * 2 ** earlier, longestPauseMs) * random())
  return earlier < times && at < Date.parse(begunAt) + patienceMs ? inSeconds(at) : undefined
}

/** The next whole second: pictures that come due at almost the same time are drawn in one call. */
const inSeconds = (ms: number) => new Date(Math.ceil(ms / 1000) * 1000).toISOString()
