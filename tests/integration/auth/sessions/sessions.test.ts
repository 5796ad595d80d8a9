import { describe, expect, test } from 'vitest'
import type { OpenSession } from '../../../../contracts/auth/account.ts'
import type { Session } from '../../../../contracts/auth/auth.ts'
import { logOut } from '../../../support/browser/tabs.ts'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { sessionOf } from '../../../support/people/access-tokens.ts'
import { makeAccount } from '../../../support/people/accounts.ts'
import { type Colleague, logIn, newColleague, outsider } from '../../../support/people/client.ts'
import { mailsAbout, mailsTo } from '../../../support/people/links.ts'
import { sessionsOf } from '../../../support/people/sessions.ts'

const cloud = testCloud()
const { renew, meStatus, endedWhy } = sessionsOf(cloud)

describe('signing out', () => {
  const list = async (of: Pick<Colleague, 'call'>) =>
    (await of.call<{ items: OpenSession[] }>('/v1/auth/sessions')).body.items

  test('ends the session of the cookie and takes the cookie away', async () => {
    const me = await newColleague(cloud())
    const out = await logOut(cloud().origin, me.cookie)
    expect(out.status).toBe(200)
    expect(out.headers.getSetCookie()[0]).toMatch(
      /^__Secure-dhol_refresh=;.*Path=\/v1\/auth\/session;.*Max-Age=0/,
    )
    expect((await me.call('/v1/auth/me')).status).toBe(401)
    expect((await renew(me.cookie)).status).toBe(401)
    expect((await logOut(cloud().origin, me.cookie)).status).toBe(200)
    expect(await endedWhy(me)).toBe('logged_out')
    expect(await mailsTo(cloud(), me.account.email)).toEqual([])
  })

  test('an old cookie within the grace signs out as well as the new one', async () => {
    const me = await newColleague(cloud())
    const next = await renew(me.cookie)
    await logOut(cloud().origin, me.cookie)
    expect((await renew(next.cookie)).status).toBe(401)
    expect(await meStatus(next.body.accessToken)).toBe(401)
  })

  test('a person sees their own devices alone, the latest used first', async () => {
    const { account } = await newColleague(cloud())
    const phone = 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36'
    const { body } = await outsider(cloud().origin, undefined, '2001:db8:7:7::5').call<Session>(
      '/v1/auth/session/login',
      { body: { email: account.email, password: account.password }, headers: { 'user-agent': phone } },
    )
    await newColleague(cloud())
    const items = await list(outsider(cloud().origin, body.accessToken))
    expect(items).toHaveLength(2)
    expect(items[0]).toMatchObject({ device: 'Chrome, Android', address: '2001:db8:7:7::/64', current: true })
    expect(items[1]).toMatchObject({ device: 'Another program', address: account.address, current: false })
  })

  test('one device is signed out at once, by its person alone', async () => {
    const [me, stranger] = [await newColleague(cloud()), await newColleague(cloud())]
    const lost = await logIn(cloud().origin, me.account)
    const lostId = sessionOf(lost.session.accessToken)
    const theirs = await stranger.refused(`/v1/auth/sessions/${lostId}/end`, { method: 'POST' })
    expect([theirs.status, theirs.body.error.code]).toEqual([404, 'not_found'])
    expect((await lost.call('/v1/auth/me')).status).toBe(200)

    expect((await me.call(`/v1/auth/sessions/${lostId}/end`, { method: 'POST' })).status).toBe(200)
    expect((await lost.call('/v1/auth/me')).status).toBe(401)
    expect((await renew(lost.cookie)).status).toBe(401)
    expect((await me.call('/v1/auth/me')).status).toBe(200)
    expect((await list(me)).map(({ id }) => id)).toEqual([sessionOf(me.session.accessToken)])
    expect((await me.call(`/v1/auth/sessions/${lostId}/end`, { method: 'POST' })).status).toBe(404)
  })

  test('all devices are signed out at once, this one too, and nobody else', async () => {
    const [me, stranger] = [await newColleague(cloud()), await newColleague(cloud())]
    const other = await logIn(cloud().origin, me.account)
    expect((await me.call('/v1/auth/sessions/end-all', { method: 'POST' })).status).toBe(200)
    expect(await meStatus(me.session.accessToken)).toBe(401)
    expect(await meStatus(other.session.accessToken)).toBe(401)
    expect((await renew(me.cookie)).status).toBe(401)
    expect((await stranger.call('/v1/auth/me')).status).toBe(200)
  })

  test('a new password signs out every other device and not this one', async () => {
    const me = await newColleague(cloud())
    const other = await logIn(cloud().origin, me.account)
    const change = (password: string) => me.refused('/v1/auth/password/change', { body: { password } })
    expect((await change('password123')).body.error.fields?.map(({ path }) => path)).toEqual(['password'])
    expect((await other.call('/v1/auth/me')).status).toBe(200)

    const password = 'another lantern river 8'
    expect((await change(password)).status).toBe(200)
    expect((await other.call('/v1/auth/me')).status).toBe(401)
    expect((await renew(other.cookie)).status).toBe(401)
    expect((await me.call('/v1/auth/me')).status).toBe(200)
    expect((await renew(me.cookie)).status).toBe(200)
    await mailsAbout(cloud(), me.account.email, 'Your password was changed')
    expect((await logIn(cloud().origin, me.account)).session).not.toHaveProperty('accessToken')
    expect((await logIn(cloud().origin, { ...me.account, password })).session).toHaveProperty('accessToken')
  })

  test('whoever has left every workspace is still themselves', async () => {
    const account = await makeAccount(cloud().databaseUrl)
    const { session, cookie } = await logIn(cloud().origin, account)
    expect(session.workspace).toBeNull()
    expect((await renew(cookie)).body).toMatchObject({ workspace: null, user: { id: account.id } })
  })
})
