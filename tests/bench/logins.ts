import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import bcrypt from 'bcrypt'
import { asSuperuser, makeAccount } from '../support/people/accounts.ts'
import { logIn } from '../support/people/client.ts'
import { processorSecondsOf } from './processes.ts'

/** As in functions/auth/accounts/passwords.ts. */
const workFactor = 12
const people = 60
/** Two for each core of a small machine, so that no core waits. */
const atOnce = 8

/**
 * Log-ins a second against bare comparisons of bcrypt on the same cores, in one run: 1 means that a log-in costs
 * nothing else. People and addresses differ, so that nobody is slowed down. `pid` is the process of DynamoDB, KMS, IAM
 * and the rest of AWS: what it takes of the cores, it takes elsewhere in truth, so the ratio is given without it too.
 */
export async function measureLogins(place: { origin: string; databaseUrl: string }, pid: number) {
  const password = randomUUID()
  const hash = await bcrypt.hash(password, workFactor)
  const accounts = await Promise.all(Array.from({ length: people }, () => makeAccount(place.databaseUrl)))
  await asSuperuser(place.databaseUrl, 'update auth.users set password_hash = $1', [hash])

  const compared = await perSecond(accounts, async () => {
    if (!(await bcrypt.compare(password, hash))) throw new Error('the hash is of another password')
  })
  const opened = async (account: (typeof accounts)[number]) => {
    const { session } = await logIn(place.origin, { ...account, password })
    if (!session.accessToken) throw new Error('a log-in was refused')
  }
  await perSecond(accounts.slice(0, atOnce), opened) // pays for the cold starts
  const before = processorSecondsOf(pid)
  const loggedIn = await perSecond(accounts, opened)
  const ofAws = (processorSecondsOf(pid) - before) / availableParallelism()
  const alone = people / (people / loggedIn - ofAws)
  const ratio = (rate: number) => (rate / compared).toFixed(2)
  return `${ratio(loggedIn)} (${loggedIn.toFixed(1)} against ${compared.toFixed(1)} a second); ${ratio(alone)} without the simulators of AWS`
}

/** Runs `work` for each, some at once. */
async function perSecond<T>(each: T[], work: (one: T) => Promise<void>): Promise<number> {
  const waiting = [...each]
  const began = performance.now()
  const worker = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await work(next)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return each.length / ((performance.now() - began) / 1000)
}
