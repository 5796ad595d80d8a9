import { describe, expect, test } from 'vitest'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { eventually } from '../../../support/eventually.ts'
import { codeOf, newColleague } from '../../../support/people/client.ts'
import { mailsAbout } from '../../../support/people/links.ts'
import { newAddress } from '../../../support/people/newcomer.ts'
import { secondFactorsOf, standingOf } from '../../../support/people/second-factor.ts'
import { authenticator, setUpSecondFactor } from '../../../support/people/totp.ts'

const cloud = testCloud()
const { withSecondFactor, tryLogIn } = secondFactorsOf(cloud)

describe('setting it up', () => {
  test('gives a secret that an app can read, and counts once a code of it was confirmed', async () => {
    const me = await newColleague(cloud())
    const { call, refused, account } = me
    const start = () =>
      call<{ secret: string; uri: string }>('/v1/auth/second-factor/start', { method: 'POST' })
    const abandoned = await start()
    const begun = await start()
    expect(begun.status).toBe(201)
    const { secret } = begun.body
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(secret).not.toBe(abandoned.body.secret)
    const uri = new URL(begun.body.uri)
    expect([uri.protocol, uri.host]).toEqual(['otpauth:', 'totp'])
    expect(decodeURIComponent(uri.pathname)).toBe(`/Dhol:${account.email}`)
    expect(Object.fromEntries(uri.searchParams)).toMatchObject({
      secret,
      issuer: 'Dhol',
      digits: '6',
      period: '30',
    })

    expect(await standingOf(me)).toEqual({ on: false, required: false, recoveryCodesLeft: 0 })
    expect((await tryLogIn(me)).status).toBe(200)

    const confirm = (code: string) => refused('/v1/auth/second-factor/confirm', { body: { code } })
    const app = authenticator(secret)
    expect(await codeOf(confirm(app.wrongCode()))).toBe('401 code_wrong')
    expect(await codeOf(confirm(await authenticator(abandoned.body.secret).freshCode()))).toBe(
      '401 code_wrong',
    )
    expect((await standingOf(me)).on).toBe(false)

    const { status, body } = await call<{ recoveryCodes: string[] }>('/v1/auth/second-factor/confirm', {
      body: { code: await app.freshCode() },
    })
    expect(status).toBe(200)
    expect(new Set(body.recoveryCodes).size).toBe(10)
    for (const code of body.recoveryCodes)
      expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{5}-){3}[0-9a-hjkmnp-tv-z]{5}$/)
    expect(await standingOf(me)).toEqual({ on: true, required: false, recoveryCodesLeft: 10 })
    await mailsAbout(cloud(), account.email, 'Your second factor is on')

    expect(await codeOf(refused('/v1/auth/second-factor/start', { method: 'POST' }))).toBe(
      '409 second_factor_on',
    )
    expect(await codeOf(confirm(await app.freshCode()))).toBe('409 second_factor_on')
    expect(await codeOf(tryLogIn(me, app.usedCode()))).toBe('200')
  })

  test('is the affair of one person: the secret of one is none of another', async () => {
    const [me, other] = [await withSecondFactor(), await withSecondFactor()]
    expect(await codeOf(tryLogIn(other, await me.app.freshCode()))).toBe('401 code_wrong')
    expect(await codeOf(tryLogIn(other, me.recoveryCodes[0]))).toBe('401 code_wrong')
    expect((await tryLogIn(me, me.recoveryCodes[0])).status).toBe(200)
  })
})

describe('logging in with it', () => {
  test('takes the password and a code, and a code only once', async () => {
    const me = await withSecondFactor()
    expect(await tryLogIn(me)).toMatchObject({ status: 401, body: { error: { code: 'code_required' } } })
    expect(await codeOf(tryLogIn(me, me.app.wrongCode()))).toBe('401 code_wrong')
    expect(await codeOf(tryLogIn(me, me.app.usedCode()))).toBe('401 code_wrong')
    const wrongPassword = { account: { ...me.account, password: 'not the lantern' } }
    const code = await me.app.freshCode()
    expect(await codeOf(tryLogIn(wrongPassword, code))).toBe('401 wrong_login')
    expect((await tryLogIn(me, `${code.slice(0, 3)} ${code.slice(3)}`)).status).toBe(200)
    expect(await codeOf(tryLogIn(me, code))).toBe('401 code_wrong')
  })

  test('one code opens one session, also when it is sent twice at the same moment', async () => {
    const me = await withSecondFactor()
    const code = await me.app.freshCode()
    const answers = await Promise.all([tryLogIn(me, code), tryLogIn(me, code), tryLogIn(me, code)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401])
  })

  test('a recovery code works once, however it is typed, and the person is told', async () => {
    const me = await withSecondFactor()
    const [first = '', second = ''] = me.recoveryCodes
    const typed = first.toUpperCase().replaceAll('-', ' ')
    expect((await tryLogIn(me, typed)).status).toBe(200)
    expect(await codeOf(tryLogIn(me, first))).toBe('401 code_wrong')
    await mailsAbout(cloud(), me.account.email, 'A recovery code was used')
    expect((await standingOf(me)).recoveryCodesLeft).toBe(9)
    const both = await Promise.all([tryLogIn(me, second), tryLogIn(me, second)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
    expect((await standingOf(me)).recoveryCodesLeft).toBe(8)
  })

  test('wrong codes slow down, the right password forgives none, and the right code waits too', async () => {
    const me = await withSecondFactor()
    const guesser = newAddress()
    const slowed = await eventually(
      () => tryLogIn(me, me.app.wrongCode(), guesser),
      ({ headers }) => Number(headers.get('retry-after')) >= 4,
    )
    expect([slowed.status, slowed.body.error.code]).toEqual([429, 'slow_down'])
    expect(await codeOf(tryLogIn(me, me.recoveryCodes[0], guesser))).toBe('429 slow_down')
    expect((await standingOf(me)).recoveryCodesLeft).toBe(10)
    expect((await tryLogIn(me, me.recoveryCodes[0])).status).toBe(200)
  })
})

describe('a workspace of the business tier', () => {
  test.each(['owner', 'admin'] as const)('asks its %s for one first', async (role) => {
    const me = await newColleague(cloud(), { tier: 'business', role })
    for (const path of ['/v1/members', '/v1/brands', '/v1/audit']) {
      expect(await me.refused(path)).toMatchObject({
        status: 403,
        body: { error: { code: 'second_factor_required' } },
      })
    }
    expect(await codeOf(me.refused('/v1/realtime/tickets', { method: 'POST' }))).toBe(
      '403 second_factor_required',
    )
    expect(await standingOf(me)).toMatchObject({ on: false, required: true })
    expect((await me.call('/v1/auth/sessions')).status).toBe(200)

    const { app } = await setUpSecondFactor(me)
    expect((await me.call('/v1/members')).status).toBe(200)
    await me.call('/v1/auth/step-up', { body: { code: await app.freshCode() } })
    expect((await me.call('/v1/auth/second-factor/remove', { method: 'POST' })).status).toBe(200)
    expect(await codeOf(me.refused('/v1/members'))).toBe('403 second_factor_required')
  })

  test.each(['editor', 'approver', 'viewer'] as const)('asks no %s for one', async (role) => {
    const me = await newColleague(cloud(), { tier: 'business', role })
    expect((await me.call('/v1/members')).status).toBe(200)
    expect(await standingOf(me)).toMatchObject({ required: false })
  })

  test('a secret that was begun and not confirmed is none', async () => {
    const me = await newColleague(cloud(), { tier: 'business' })
    await me.call('/v1/auth/second-factor/start', { method: 'POST' })
    expect(await codeOf(me.refused('/v1/members'))).toBe('403 second_factor_required')
  })
})
