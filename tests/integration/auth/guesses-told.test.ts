import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { AuditEntry } from '../../../contracts/audit.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { eventually } from '../../support/eventually.ts'
import { accountRequests } from '../../support/people/account-requests.ts'
import { type Colleague, newColleague } from '../../support/people/client.ts'
import { newcomer } from '../../support/people/newcomer.ts'

const cloud = testCloud()
const { tryLogIn } = accountRequests(cloud)

const guesses = async ({ call }: Pick<Colleague, 'call'>) => {
  const { body } = await call<{ items: AuditEntry[] }>('/v1/audit/own')
  return body.items.filter(({ action }) => action === 'session.guessed')
}

/** Guesses at a password until they have to wait, and then some more. */
async function guessAt(email: string, address: string) {
  const guess = () => tryLogIn({ email, password: 'not the lantern' }, address)
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

test('for an address without an account the same is done, so that it takes as long, and nothing comes of it', async () => {
  await guessAt(newcomer().email, '2001:db8:7:7::1')
  const log = join(cloud().logsDir, 'dhol-local-auth-subscribers-note-guesses.jsonl')
  await eventually(
    async () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
    (lines) =>
      lines.split('\n').some((line) => line.includes('2001:db8:7:7::/64') && !line.includes('userId')),
  )
})
