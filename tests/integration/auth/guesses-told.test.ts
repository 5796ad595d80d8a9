import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { AuditEntry } from '../../../contracts/audit.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { eventually } from '../../support/eventually.ts'
import { accountRequests } from '../../support/people/account-requests.ts'
import { type Colleague, newColleague } from '../../support/people/client.ts'
import { newAddress, newcomer } from '../../support/people/newcomer.ts'
import { secondFactorsOf } from '../../support/people/second-factor.ts'

const cloud = testCloud()
const { tryLogIn } = accountRequests(cloud)
const { withSecondFactor } = secondFactorsOf(cloud)

const guesses = async ({ call }: Pick<Colleague, 'call'>) => {
  const { body } = await call<{ items: AuditEntry[] }>('/v1/audit/own')
  return body.items.filter(({ action }) => action === 'session.guessed')
}

/** Guesses at a password, or at a code behind it, until they have to wait, and then some more. */
async function guessAt(email: string, address: string, right?: { password: string; code: string }) {
  const guess = () => tryLogIn({ email, ...(right ?? { password: 'not the lantern' }) }, address)
  // In pairs: the hash that is computed for nobody may take longer than the first waits.
  await eventually(
    () => Promise.all([guess(), guess()]),
    (answers) => answers.some(({ status }) => status === 429),
    60_000,
  )
  return Promise.all([guess(), guess(), guess()])
}

test('who is guessed at sees it in their activity, once and from where; nobody else does', async () => {
  const [me, other] = [await newColleague(cloud()), await newColleague(cloud())]
  await guessAt(me.account.email, '2001:db8:5:5::1')
  await guessAt(me.account.email, '2001:db8:6:6::1')
  const [told] = await eventually(
    () => guesses(me),
    (items) => items.length > 0,
  )
  expect(told).toMatchObject({
    actor: { kind: 'system', id: me.account.id },
    subject: me.account.id,
    address: '2001:db8:5:5::/64',
  })
  expect(await guesses(me)).toHaveLength(1)
  expect(await guesses(other)).toEqual([])
})

test('who guesses at codes is told of too: they know the password', async () => {
  const me = await withSecondFactor()
  const { email, password } = me.account
  await guessAt(email, newAddress(), { password, code: me.app.usedCode() })
  await eventually(
    () => guesses(me),
    (items) => items.length > 0,
  )
})

test('for an address without an account the same is done, so that it takes as long, and nothing comes of it', async () => {
  await guessAt(newcomer().email, '2001:db8:7:7::1')
  const log = join(cloud().logsDir, 'dhol-local-auth-subscribers-note-guesses.jsonl')
  await eventually(
    async () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
    (lines) =>
      lines.split('\n').some((line) => line.includes('2001:db8:7:7::/64') && !line.includes('userId')),
  )
})
