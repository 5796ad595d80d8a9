import { describe, expect, test } from 'vitest'
import type { Session } from '../../../../contracts/auth/auth.ts'
import { logOut } from '../../../support/browser/tabs.ts'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { sessionOf } from '../../../support/people/access-tokens.ts'
import { join, makeWorkspace, superuserOf } from '../../../support/people/accounts.ts'
import { logIn, newColleague, outsider } from '../../../support/people/client.ts'
import { mailsAbout, mailsTo } from '../../../support/people/links.ts'
import { sessionsOf } from '../../../support/people/sessions.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
const { renew, meStatus, endedWhy } = sessionsOf(cloud)

type Signed = { session: Session }

/** Makes every use of a session's refresh tokens so long ago. */
const ageUses = ({ session }: Signed, seconds: number) =>
  superuser(
    `update auth.refresh_tokens set used_at = now() - make_interval(secs => $2)
      where session_id = $1 and used_at is not null`,
    [sessionOf(session.accessToken), seconds],
  )
const tokensOf = ({ session }: Signed) =>
  superuser<{ used: boolean }>(
    'select used_at is not null as used from auth.refresh_tokens where session_id = $1 order by used_at nulls last',
    [sessionOf(session.accessToken)],
  )

describe('the refresh cookie', () => {
  const safe = ['HttpOnly', 'Max-Age=2592000', 'Path=/v1/auth/session', 'SameSite=Strict', 'Secure']

  test('is out of reach of scripts and other sites, at the log-in and at each renewal', async () => {
    const { email, password } = await newColleague(cloud()).then(({ account }) => account)
    const login = await outsider(cloud().origin).call('/v1/auth/session/login', { body: { email, password } })
    const cookies = login.headers.getSetCookie()
    const [, device = ''] = cookies
    expect(cookies).toHaveLength(2)
    const renewed = await renew(cookies[0]?.split(';')[0] ?? '')
    for (const cookie of [cookies[0] ?? '', renewed.setCookie]) {
      const [value, ...attributes] = cookie.split('; ')
      expect(value).toMatch(/^__Secure-dhol_refresh=[\w-]{43}$/)
      expect(attributes.toSorted()).toEqual(safe)
    }
    const [deviceValue, ...deviceAttributes] = device.split('; ')
    expect(deviceValue).toMatch(/^__Secure-dhol_device_\w{8}=[\w.-]+$/)
    expect(deviceAttributes.toSorted()).toEqual(safe.with(1, 'Max-Age=34560000'))
    expect(login.headers.get('cache-control')).toBe('no-store')
    expect(JSON.stringify(login.body)).not.toContain(cookies[0]?.split(/[=;]/)[1])
  })

  test('works once and gives its successor', async () => {
    const me = await newColleague(cloud())
    const next = await renew(me.cookie)
    expect(next).toMatchObject({ status: 200, body: { expiresIn: 3600, workspace: { id: me.workspaceId } } })
    expect(next.cookie).not.toBe(me.cookie)
    expect(sessionOf(next.body.accessToken)).toBe(sessionOf(me.session.accessToken))
    expect(await tokensOf(me)).toEqual([{ used: true }, { used: false }])
    expect(await meStatus(next.body.accessToken)).toBe(200)
    expect((await renew(next.cookie)).status).toBe(200)
  })

  test('gives two tabs that renew at once the same', async () => {
    const me = await newColleague(cloud())
    const tabs = await Promise.all([1, 2, 3].map(() => renew(me.cookie)))
    expect(tabs.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(new Set(tabs.map(({ cookie }) => cookie)).size).toBe(1)
    expect(await tokensOf(me)).toEqual([{ used: true }, { used: false }])
    expect((await renew(tabs[1]?.cookie ?? '')).status).toBe(200)
    expect(await endedWhy(me)).toBeNull()
  })

  test.each([13, 60 * 60, 9 * 24 * 60 * 60])(
    'whose answers were lost gives the same again after %i seconds, and goes on',
    async (seconds) => {
      const me = await newColleague(cloud())
      const lost = [await renew(me.cookie), await renew(me.cookie)]
      await ageUses(me, seconds)
      const again = await renew(me.cookie)
      expect(again.status).toBe(200)
      expect(new Set([...lost, again].map(({ cookie }) => cookie)).size).toBe(1)
      expect(await tokensOf(me)).toEqual([{ used: true }, { used: false }])
      expect((await renew(again.cookie)).status).toBe(200)
      expect(await endedWhy(me)).toBeNull()
      expect(await mailsTo(cloud(), me.account.email)).toEqual([])
    },
  )

  test('that was under way while its successor was used is no theft, and leads back into the one chain', async () => {
    const me = await newColleague(cloud())
    const next = await renew(me.cookie)
    const afterNext = await renew(next.cookie)
    await ageUses(me, 25)
    const late = await renew(me.cookie)
    expect([late.status, late.cookie]).toEqual([200, next.cookie])
    expect((await renew(late.cookie)).cookie).toBe(afterNext.cookie)
    expect(await tokensOf(me)).toEqual([{ used: true }, { used: true }, { used: false }])
    expect(await endedWhy(me)).toBeNull()
  })

  test('that comes after its successor was stolen: everything of that session ends, and the person is told', async () => {
    const me = await newColleague(cloud())
    const elsewhere = await logIn(cloud().origin, me.account)
    const before = await renew(me.cookie)
    const next = await renew(before.cookie)
    await ageUses(me, 31)

    const replayed = await renew(me.cookie)
    expect([replayed.status, replayed.body.error.code]).toEqual([401, 'unauthorized'])
    const legitimate = await renew(next.cookie)
    expect([legitimate.status, legitimate.body.error.code]).toEqual([401, 'unauthorized'])
    expect(await meStatus(me.session.accessToken)).toBe(401)
    expect(await meStatus(next.body.accessToken)).toBe(401)
    expect(await endedWhy(me)).toBe('token_reused')
    expect((await elsewhere.call('/v1/auth/me')).status).toBe(200)

    const [mail] = await mailsAbout(cloud(), me.account.email, 'We logged a device out')
    expect(mail?.text).toContain(`${cloud().origin}/settings/security`)
    await renew(me.cookie)
    const entries = await superuser(
      'select action, actor_kind, actor_id from audit.entries where subject = $1 order by id',
      [sessionOf(me.session.accessToken)],
    )
    expect(entries).toEqual([
      { action: 'session.opened', actor_kind: 'person', actor_id: me.account.id },
      { action: 'session.revoked', actor_kind: 'system', actor_id: me.account.id },
    ])
    expect(await mailsTo(cloud(), me.account.email)).toHaveLength(1)
  })

  test.each<[string, Record<string, string>]>([
    ['no header', { 'x-dhol-csrf': '' }],
    ['another value', { 'x-dhol-csrf': 'true' }],
  ])('from another site, with %s, is not used', async (_what, headers) => {
    const me = await newColleague(cloud())
    const answer = await renew(me.cookie, { headers })
    expect([answer.status, answer.body.error.code, answer.setCookie]).toEqual([403, 'csrf', ''])
    expect(await tokensOf(me)).toEqual([{ used: false }])
    const out = await logOut(cloud().origin, me.cookie, headers)
    expect([out.status, out.body.error.code]).toEqual([403, 'csrf'])
    expect(await endedWhy(me)).toBeNull()
    expect((await me.call('/v1/auth/me')).status).toBe(200)
  })

  test('that is missing, made up or too old is refused and taken away', async () => {
    const old = await newColleague(cloud())
    await superuser(
      `update auth.refresh_tokens set expires_at = now() - interval '1 second' where session_id = $1`,
      [sessionOf(old.session.accessToken)],
    )
    for (const cookie of ['', 'theme=dark', `__Secure-dhol_refresh=${'A'.repeat(43)}`, old.cookie]) {
      const answer = await renew(cookie)
      expect([answer.status, answer.body.error.code]).toEqual([401, 'unauthorized'])
      expect(answer.setCookie).toMatch(/^__Secure-dhol_refresh=;.*Max-Age=0/)
    }
  })
})

describe('switching the workspace', () => {
  test('is a renewal that names another one of the person', async () => {
    const me = await newColleague(cloud())
    const client = await makeWorkspace(cloud().databaseUrl, 'growth')
    await join(cloud().databaseUrl, client.id, me.account.id, 'viewer')
    const there = await renew(me.cookie, { workspaceId: client.id })
    expect(there).toMatchObject({
      status: 200,
      body: { workspace: { id: client.id, role: 'viewer', tier: 'growth' } },
    })
    const brands = outsider(cloud().origin, there.body.accessToken)
    expect((await brands.refused('/v1/brands', { body: { name: 'No' } })).body.error.code).toBe(
      'role_forbidden',
    )
    expect((await me.call('/v1/brands', { body: { name: 'Yes' } })).status).toBe(201)
    const back = await renew(there.cookie, { workspaceId: me.workspaceId })
    expect(back.body.workspace).toMatchObject({ id: me.workspaceId, role: 'owner' })
  })

  test("into a stranger's is not found, and the browser stays logged in", async () => {
    const [me, stranger] = [await newColleague(cloud()), await newColleague(cloud())]
    const refused = await renew(me.cookie, { workspaceId: stranger.workspaceId })
    expect([refused.status, refused.body.error.code]).toEqual([404, 'not_found'])
    await ageUses(me, 60)
    const heldByBrowser = refused.cookie || me.cookie
    expect(await renew(heldByBrowser)).toMatchObject({
      status: 200,
      body: { workspace: { id: me.workspaceId } },
    })
    expect(await endedWhy(me)).toBeNull()
  })
})
