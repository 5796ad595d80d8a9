import bcrypt from 'bcrypt'
import { beforeAll, describe, expect, test } from 'vitest'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { eventually } from '../../../support/eventually.ts'
import { accountRequests } from '../../../support/people/account-requests.ts'
import { makeAccount, superuserOf } from '../../../support/people/accounts.ts'
import { newcomer, register } from '../../../support/people/newcomer.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
const { forgot, tryLogIn } = accountRequests(cloud)

describe('the time tells nobody who has an account', () => {
  const rounds = 5
  const known: string[] = []
  beforeAll(async () => {
    const hash = await bcrypt.hash('chai-and-thunder-42', 12)
    for (let round = 0; round < rounds; round++) {
      const { id, email } = await makeAccount(cloud().databaseUrl)
      await superuser('update auth.users set password_hash = $2 where id = $1', [id, hash])
      known.push(email)
    }
  })

  const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  async function msOf(work: () => Promise<{ status: number }>, status: number) {
    const began = performance.now()
    expect((await work()).status).toBe(status)
    return performance.now() - began
  }

  test.each([
    ['register', 202, (email: string) => register(cloud().origin, { ...newcomer(), email })],
    ['log in', 401, (email: string) => tryLogIn({ email, password: 'wrong lantern river' })],
    ['forgot', 202, (email: string) => forgot(email)],
  ])('%s', async (_what, status, ask) => {
    // What a request leaves to be done, such as a mail, is no part of the next one's time.
    const settled = (email: string) =>
      eventually(
        () => superuser('select id from auth.links where email = $1 and sent_at is null', [email]),
        (unsent) => unsent.length === 0,
      )
    const measure = async (email: string) => {
      const ms = await msOf(() => ask(email), status)
      await settled(email)
      return ms
    }
    await measure(newcomer().email)
    const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] }
    for (const email of known) {
      times.known.push(await measure(email))
      times.unknown.push(await measure(newcomer().email))
    }
    // A hash of bcrypt more or less would be ten times as much; what else the machine does may be a half.
    const ratio = median(times.known) / median(times.unknown)
    expect(Math.max(ratio, 1 / ratio), JSON.stringify(times)).toBeLessThan(2)
  })
})
