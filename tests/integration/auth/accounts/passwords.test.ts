import { describe, expect, test } from 'vitest'
import { refresh } from '../../../support/browser/tabs.ts'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { eventually } from '../../../support/eventually.ts'
import { accountRequests, said } from '../../../support/people/account-requests.ts'
import { makeAccount, superuserOf } from '../../../support/people/accounts.ts'
import { logIn, newColleague } from '../../../support/people/client.ts'
import {
  expireLinks,
  madeUpToken,
  mailedToken,
  mailsAbout,
  mailsTo,
  tokenIn,
} from '../../../support/people/links.ts'
import { newAddress, newcomer } from '../../../support/people/newcomer.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
const { forgot, reset, tryLogIn } = accountRequests(cloud)

describe('a forgotten password', () => {
  test('gets the same answer without an account, and no mail', async () => {
    const known = await makeAccount(cloud().databaseUrl)
    const { email } = newcomer()
    const answers = [await forgot(known.email), await forgot(email)]
    expect(answers.map(said)).toEqual([
      { status: 202, body: {} },
      { status: 202, body: {} },
    ])
    await eventually(
      () =>
        superuser('select id from auth.links where email = any($1) and sent_at is not null', [
          [known.email, email],
        ]),
      (sent) => sent.length === 2,
    )
    expect(await mailsTo(cloud(), known.email)).toHaveLength(1)
    expect(await mailsTo(cloud(), email)).toEqual([])
  })

  test('is replaced once; every session ends and the person is told', async () => {
    const { account, call, cookie, session } = await newColleague(cloud())
    const other = await logIn(cloud().origin, account)
    await forgot(account.email)
    await forgot(account.email)
    const [first = '', second = ''] = (await mailsAbout(cloud(), account.email, 'A new password', 2)).map(
      tokenIn,
    )

    const weak = await reset(first, 'password123')
    expect(weak.body.error.fields?.map(({ path }) => path)).toEqual(['password'])
    const password = 'another lantern river 8'
    expect(await reset(first, password)).toMatchObject({ status: 200, body: { email: account.email } })
    for (const token of [first, second, madeUpToken]) {
      expect((await reset(token, 'a third lantern river 9')).body.error?.code).toBe('link_invalid')
    }

    expect((await call('/v1/auth/me')).status).toBe(401)
    expect((await other.call('/v1/auth/me')).status).toBe(401)
    expect((await refresh(cloud().origin, cookie, { address: newAddress() })).status).toBe(401)
    expect((await tryLogIn(account)).status).toBe(401)
    expect((await tryLogIn({ ...account, password })).status).toBe(200)
    await mailsAbout(cloud(), account.email, 'Your password was changed')
    const entries = await superuser<{ actor_id: string }>(
      `select actor_id from audit.entries where subject = $1 and action = 'user.password_reset'`,
      [session.user.id],
    )
    expect(entries).toEqual([{ actor_id: session.user.id }])
  })

  test('is not replaced by the own name', async () => {
    const account = await makeAccount(cloud().databaseUrl, 'Meenakshi')
    await forgot(account.email)
    const token = await mailedToken(cloud(), account.email, 'A new password')
    const { status, body } = await reset(token, 'meenakshi.meenakshi')
    expect([status, body.error.fields?.[0]?.code]).toEqual([400, 'password_own'])
    expect((await reset(token, 'another lantern river 8')).status).toBe(200)
  })

  test('is not replaced by a link that expired', async () => {
    const account = await makeAccount(cloud().databaseUrl)
    await forgot(account.email)
    const token = await mailedToken(cloud(), account.email, 'A new password')
    await expireLinks(cloud(), account.email)
    expect((await reset(token, 'another lantern river 8')).body.error.code).toBe('link_invalid')
    expect((await tryLogIn(account)).status).toBe(200)
  })

  test('brings five mails at most to whoever asks from one address, and still one to another', async () => {
    const account = await makeAccount(cloud().databaseUrl)
    const answers = []
    for (let time = 0; time < 8; time++) answers.push(said(await forgot(account.email, account.address)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    const links = await eventually(
      () =>
        superuser<{ sent_at: unknown }>('select sent_at from auth.links where email = $1', [account.email]),
      (rows) => rows.every(({ sent_at }) => sent_at !== null),
    )
    expect(links).toHaveLength(5)
    await forgot(account.email, newAddress())
    await eventually(
      () => mailsTo(cloud(), account.email),
      (mails) => mails.length === 6,
    )
    expect((await tryLogIn(account)).status).toBe(200)
  })
})
