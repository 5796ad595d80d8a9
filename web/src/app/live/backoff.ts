/**
 * Milliseconds to wait before try number `attempt` (0 is the first after a failure): doubling from 1 s to 30 s,
 * of which half is random, so that many pages cut off together do not come back together.
 */
export const backoffMs = (attempt: number, random: () => number = Math.random) => {
  const ceiling = Math.min(30_000, 1_000 * 2 ** Math.min(attempt, 10))
  return ceiling / 2 + (ceiling / 2) * random()
}
