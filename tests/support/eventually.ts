import { setTimeout } from 'node:timers/promises'

/** Looks again until `is` holds. Fails with the last value seen, so that a report shows where it stood. */
export async function eventually<T>(
  look: () => Promise<T>,
  is: (value: T) => boolean,
  withinMs = 30_000,
  everyMs = 50,
): Promise<T> {
  const until = Date.now() + withinMs
  for (;;) {
    const value = await look()
    if (is(value)) return value
    if (Date.now() > until) throw new Error(`not within ${withinMs} ms; last: ${JSON.stringify(value)}`)
    await setTimeout(everyMs)
  }
}
