import { hashSecret } from '../../platform/crypto/ids.ts'
import { networkOf } from '../../platform/limits/limiter.ts'

/** How failures slow the next attempt down. */
export type ThrottleRule = { free: number; firstMs: number; maxMs: number }

/** One account from one network or known device: whoever mistypes waits, nobody else does. */
export const pairRule: ThrottleRule = { free: 5, firstMs: 1000, maxMs: 15 * 60_000 }
/** One account from everywhere. Its longest wait is short, since a stranger may cause it. */
export const accountRule: ThrottleRule = { free: 20, firstMs: 1000, maxMs: 30_000 }

/** What only somebody with the password, or a session, gets to guess: no stranger causes this wait, so it may be long. */
export const insiderRule: ThrottleRule = { free: 10, firstMs: 2000, maxMs: 60 * 60_000 }

/** A counter without a failure for so long begins again. */
const forgottenAfterSeconds = 24 * 60 * 60

/** Times that a counter which others change is read again, before the attempt is told to wait. */
const rounds = 5

/** How long the next attempt must wait after so many failures: nothing at first, then twice as long each time. */
export const delayMs = (failures: number, { free, firstMs, maxMs }: ThrottleRule): number =>
  failures <= free ? 0 : Math.min(maxMs, firstMs * 2 ** (failures - free - 1))

/**
 * `account` is what is being guessed at: the e-mail, existing or not, or `totp/usr_…` for codes, so that a right
 * password does not forgive wrong codes. Only its hash is stored. `device` is one on which the person has shown who they
 * are before: it is counted alone, so that nobody elsewhere, nor in the same network, slows it down.
 * Source: https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
 */
type Attempt = { account: string; address: string; device?: string | undefined; rule?: ThrottleRule }

const keyOf = (text: string) => `failures#${hashSecret(text)}`

type Counting = { pk: string; rule: ThrottleRule }

/** What an attempt counts in: a counter of its own, and one that is shared with strangers. */
function countersOf({
  account,
  address,
  device,
  rule = accountRule,
}: Attempt): [own: Counting, ...Counting[]] {
  if (device) return [{ pk: keyOf(`${account} device ${device}`), rule: pairRule }]
  return [
    { pk: keyOf(`${account} ${networkOf(address)}`), rule: pairRule },
    { pk: keyOf(account), rule },
  ]
}

/**
 * Slows down whoever guesses passwords and codes (https://pages.nist.gov/800-63-4/sp800-63b.html#throttle).
 * An attempt is counted when it begins and forgiven when it succeeds: were it counted when it fails, a thousand
 * guesses sent at once would all pass before the first is counted.
 * While DynamoDB is away the error goes on: nobody new logs in, whoever is logged in works on.
 */
export function createLoginThrottle(table: string) {
  const load = () => import('../../platform/aws/limits-table.ts')

  /** Counts an attempt, unless it comes too early. Gives the wait in ms, 0 for one that may go on. */
  async function count(pk: string, rule: ThrottleRule, now: number): Promise<number> {
    const { countBelow, readCounter, replaceCounter } = await load()
    const seconds = Math.floor(now / 1000)
    const expiresAt = seconds + forgottenAfterSeconds
    if (await countBelow(table, pk, { below: rule.free, now: seconds, expiresAt })) return 0
    for (let round = 0; round < rounds; round++) {
      const seen = await readCounter(table, pk)
      const live = seen && seen.expiresAt > seconds ? seen : { failures: 0, blockedUntil: 0 }
      if (live.blockedUntil > now) return live.blockedUntil - now
      const failures = live.failures + 1
      const blockedUntil = now + delayMs(failures, rule)
      if (await replaceCounter(table, pk, seen, { failures, blockedUntil, expiresAt })) return 0
    }
    return rule.firstMs
  }

  return {
    /** Counts the attempt. Above 0 it must not be made: nothing may be compared, and the caller told to wait. */
    async check(attempt: Attempt, now: number): Promise<{ waitSeconds: number }> {
      const counted: string[] = []
      for (const { pk, rule } of countersOf(attempt)) {
        const wait = await count(pk, rule, now)
        if (wait === 0) {
          counted.push(pk)
          continue
        }
        // It was not made, so it was no failure of this network's.
        const { uncount } = await load()
        await Promise.all(counted.map((each) => uncount(table, each)))
        return { waitSeconds: Math.ceil(wait / 1000) }
      }
      return { waitSeconds: 0 }
    },

    /** Forgives the attempt: what was guessed at was right. Strangers do not begin again with it. */
    async succeeded(attempt: Attempt): Promise<void> {
      const { forgetCounter, uncount } = await load()
      const [own, ...shared] = countersOf(attempt)
      await Promise.all([forgetCounter(table, own.pk), ...shared.map(({ pk }) => uncount(table, pk))])
    },

    /** Forgets the failures of this network and those of all together: what was guessed at holds no more. */
    async startOver(attempt: Pick<Attempt, 'account' | 'address'>): Promise<void> {
      const { forgetCounter } = await load()
      await Promise.all(countersOf(attempt).map(({ pk }) => forgetCounter(table, pk)))
    },
  }
}
