/** India has one zone, five and a half hours before UTC, and no summer time. */
const indiaMs = 5.5 * 60 * 60_000
const dayMs = 24 * 60 * 60_000

/** The day in India, `2026-11-29`. `now` is in milliseconds. */
export const indianDay = (now: number): string => new Date(now + indiaMs).toISOString().slice(0, 10)

/** Seconds until it is midnight in India, at least one. `now` is in milliseconds. */
export const secondsUntilMidnight = (now: number): number =>
  Math.ceil((dayMs - ((now + indiaMs) % dayMs)) / 1000)
