import { expect, test } from 'vitest'
import type { AuditEntry } from '../../../../contracts/audit.ts'
import { logOut } from '../../../support/browser/tabs.ts'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { sessionOf } from '../../../support/people/access-tokens.ts'
import { logIn, newColleague, outsider } from '../../../support/people/client.ts'
import { newAddress } from '../../../support/people/newcomer.ts'
import { sessionsOf } from '../../../support/people/sessions.ts'
import { setUpSecondFactor } from '../../../support/people/totp.ts'

const cloud = testCloud()
const { useStolenCookie } = sessionsOf(cloud)

type Page = { items: AuditEntry[]; nextCursor: string | null }
type Caller = { call: Awaited<ReturnType<typeof newColleague>>['call'] }
const activityOf = async ({ call }: Caller, query = '') => (await call<Page>(`/v1/audit/own${query}`)).body
const actionsOf = async (of: Caller) => (await activityOf(of)).items.map(({ action }) => action)

test('somebody sees what was done to their account, from where, and nothing of the workspace', async () => {
  const me = await newColleague(cloud())
  const phone = await logIn(cloud().origin, { ...me.account, address: newAddress() })
  await me.call('/v1/brands', { body: { name: 'Chai Point' } })
  await logOut(cloud().origin, phone.cookie)
  await me.call('/v1/auth/password/change', { body: { password: 'another lantern river 8' } })
  const { items, nextCursor } = await activityOf(me)
  expect(items.map(({ action }) => action)).toEqual([
    'user.password_changed',
    'session.ended',
    'session.opened',
    'session.opened',
  ])
  expect(nextCursor).toBeNull()
  expect(items[3]).toMatchObject({
    actor: { kind: 'person', id: me.account.id },
    subject: sessionOf(me.session.accessToken),
    after: { device: expect.any(String) },
    address: me.account.address,
  })
  expect(items[1]?.subject).toBe(sessionOf(phone.session.accessToken))
})

test('a recovery code that was used, and a cookie that was stolen, are among it', async () => {
  const me = await newColleague(cloud())
  const { recoveryCodes } = await setUpSecondFactor(me)
  const [code = ''] = recoveryCodes
  const login = { email: me.account.email, password: me.account.password, code }
  const address = newAddress()
  const { status } = await outsider(cloud().origin, undefined, address).call('/v1/auth/session/login', {
    body: login,
  })
  expect(status).toBe(200)
  const [opened, used] = (await activityOf(me)).items
  expect([opened?.action, used?.action]).toEqual(['session.opened', 'second_factor.recovery_code_used'])
  expect(used).toMatchObject({ address, before: null, after: null })
  expect(JSON.stringify(await activityOf(me))).not.toContain(code)

  const other = await newColleague(cloud())
  await useStolenCookie(other)
  const again = await logIn(cloud().origin, other.account)
  const [, revoked] = (await activityOf(again)).items
  expect(revoked).toMatchObject({ action: 'session.revoked', actor: { kind: 'system' } })
})

test('nobody sees that of anybody else, whatever they are to them', async () => {
  const owner = await newColleague(cloud())
  const editor = await newColleague(cloud(), { workspaceId: owner.workspaceId, role: 'editor' })
  const [theirs] = (await activityOf(editor)).items
  expect(await actionsOf(owner)).toEqual(['session.opened'])
  const { body } = await owner.call<Page>(`/v1/audit?actorId=${editor.account.id}`)
  expect(body.items).toEqual([])
  const below = await activityOf(owner, `?cursor=${theirs?.id}`)
  expect(below.items.every(({ actor }) => actor.id === owner.account.id)).toBe(true)
})

test('comes page by page, the newest first', async () => {
  const me = await newColleague(cloud())
  for (let time = 0; time < 4; time++) await logIn(cloud().origin, me.account)
  const { items } = await activityOf(me)
  expect(items).toHaveLength(5)
  const first = await activityOf(me, '?limit=3')
  const second = await activityOf(me, `?limit=3&cursor=${first.nextCursor}`)
  expect([...first.items, ...second.items]).toEqual(items)
  expect(second.nextCursor).toBeNull()
})
