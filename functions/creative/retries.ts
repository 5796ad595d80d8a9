import * as z from 'zod'
import { idOf, instant } from '../../contracts/common.ts'
import { ProviderUnavailable } from '../platform/errors.ts'

/** A picture that is still to be drawn, as the machine carries it from one call to the next. */
export const openPicture = z.object({
  pictureId: idOf('pic'),
  /** What went wrong in this run so far, a name for each attempt. */
  failures: z.array(z.string()),
  /** When to try again; null for at once. */
  notBefore: instant.nullable(),
})
export type OpenPicture = z.infer<typeof openPicture>

/** How often a picture is tried again after failures of one name, and the longest first pause; each later one is twice as long. */
const rules: Record<string, { times: number; pauseMs: number }> = {
  ProviderUnavailable: { times: 3, pauseMs: 2000 },
  BadPicture: { times: 1, pauseMs: 1000 },
}
/** What nobody foresaw. */
const otherwise = { times: 2, pauseMs: 2000 }

/** Google said when to come back. A model that goes on saying so counts as away. */
const hinted = 'RetryAfter'
const maxHints = 7

export const isDue = ({ notBefore }: OpenPicture, now: number) =>
  notBefore === null || Date.parse(notBefore) <= now

/**
 * When a picture is tried again after `error`, and its failures by then; undefined when it has been tried often enough.
 * Pauses are of random length, so that pictures which failed together do not come back together. `now` is in
 * milliseconds, `random` gives 0 to 1.
 */
export function nextTry(error: unknown, failures: string[], now: number, random: () => number) {
  const countOf = (name: string) => failures.filter((failure) => failure === name).length
  const next = (name: string, pauseMs: number) => ({
    failures: [...failures, name],
    notBefore: inSeconds(now + pauseMs),
  })
  const hintMs = error instanceof ProviderUnavailable ? error.retryAfterMs : undefined
  if (hintMs !== undefined && countOf(hinted) < maxHints) return next(hinted, hintMs)
  const name = error instanceof Error ? error.name : 'Error'
  const { times, pauseMs } = rules[name] ?? otherwise
  const earlier = countOf(name)
  return earlier < times ? next(name, pauseMs * 2 ** earlier * random()) : undefined
}

/** The next whole second: pictures that come due at almost the same time are drawn in one call. */
const inSeconds = (ms: number) => new Date(Math.ceil(ms / 1000) * 1000).toISOString()
