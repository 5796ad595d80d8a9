import { expect, test } from 'vitest'
import { claimMs } from '../../../../functions/auth/mail/mail-once.ts'
import { newId } from '../../../../functions/platform/crypto/ids.ts'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { makeAccount, superuserOf } from '../../../support/people/accounts.ts'
import { mailsTo } from '../../../support/people/links.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)

/** A link to a new password that waits for its mail; `send` is what the bus has done about it. */
async function waitingLink() {
  const { email } = await makeAccount(cloud().databaseUrl)
  const linkId = newId('lnk')
  await superuser(
    `insert into auth.links (id, kind, email, created_at, expires_at) values ($1, 'reset', $2, now(), now() + '1 hour')`,
    [linkId, email],
  )
  const event = { id: linkId, 'detail-type': 'link.requested', detail: { linkId } }
  const send = () => cloud().invoke('auth/subscribers/send-link', event)
  return { linkId, send, mails: async () => (await mailsTo(cloud(), email)).length }
}

const claim = (linkId: string, ms: number) =>
  superuser(
    `insert into auth.mail_claims (id, claimed_at) values ($1, now() - make_interval(secs => $2))
      on conflict (id) do update set claimed_at = excluded.claimed_at`,
    [linkId, ms / 1000],
  )

test('a mail that another copy is sending is left to it, until that must be dead', async () => {
  const { linkId, send, mails } = await waitingLink()
  await claim(linkId, claimMs - 10_000)
  expect(await send()).toMatchObject({ ok: true })
  expect(await mails()).toBe(0)
  await claim(linkId, claimMs)
  expect(await send()).toMatchObject({ ok: true })
  expect(await mails()).toBe(1)
})

test('a mail that could not be sent is sent when the event comes again', async () => {
  const { linkId, send, mails } = await waitingLink()
  const trigger = `refuse_${linkId}`
  await superuser(`create trigger ${trigger} before update on auth.links for each row
    when (new.id = '${linkId}') execute function audit.refuse_change()`)
  expect(await send()).toMatchObject({ ok: false })
  await superuser(`drop trigger ${trigger} on auth.links`)
  expect(await mails()).toBe(0)
  expect(await send()).toMatchObject({ ok: true })
  expect(await mails()).toBe(1)
})

test('what was sent a week ago is forgotten', async () => {
  const [old, recent] = [newId('lnk'), newId('lnk')]
  const day = 24 * 60 * 60_000
  await claim(old, 8 * day)
  await claim(recent, 6 * day)
  await cloud().invoke('auth/schedules/sweep-identity', {})
  const left = await superuser('select id from auth.mail_claims where id = any($1)', [[old, recent]])
  expect(left).toEqual([{ id: recent }])
})
