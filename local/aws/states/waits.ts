import type { State } from './asl.ts'

type Retrier = { IntervalSeconds?: number; MaxDelaySeconds?: number }

/** AWS waits so long before a retry where the definition gives no interval. */
const defaultIntervalSeconds = 1

/** The retries of a state, each of which comes after its wait times `factor`. */
export const scaledRetries = ({ Retry }: State, factor: number) =>
  (Retry as Retrier[] | undefined)?.map((retrier) => ({
    ...retrier,
    IntervalSeconds: (retrier.IntervalSeconds ?? defaultIntervalSeconds) * factor,
    ...(retrier.MaxDelaySeconds === undefined ? {} : { MaxDelaySeconds: retrier.MaxDelaySeconds * factor }),
  }))

/**
 * Milliseconds from `now` that a Wait state waits; `read` gives what lies at a path of its input.
 * @throws Error named States.Runtime when the state gives neither seconds nor a time.
 */
export const waitMs = async (
  { Seconds, SecondsPath, Timestamp, TimestampPath }: State,
  read: (path: string) => Promise<unknown>,
  now: number,
): Promise<number> => {
  const given = async (value: unknown, path: unknown) => (typeof path === 'string' ? read(path) : value)
  const seconds = await given(Seconds, SecondsPath)
  if (typeof seconds === 'number' && seconds >= 0) return seconds * 1000
  const time = await given(Timestamp, TimestampPath)
  const ms = typeof time === 'string' ? Date.parse(time) - now : Number.NaN
  if (!Number.isNaN(ms)) return Math.max(0, ms)
  const cause = `A Wait state was given neither seconds nor a time, but ${JSON.stringify(seconds ?? time)}`
  throw Object.assign(new Error(cause), { name: 'States.Runtime' })
}
