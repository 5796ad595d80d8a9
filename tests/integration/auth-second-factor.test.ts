import { describe, expect, test } from 'vitest'
import type { Session } from '../../contracts/auth.ts'
import type { Tier } from '../../contracts/roles.ts'
import { sessionOf } from '../support/access-tokens.ts'
import { asSuperuser } from '../support/accounts.ts'
import { newColleague, outsider } from '../support/client.ts'
import { testCloud } from '../support/cloud.ts'
import { eventually } from '../support/eventually.ts'
import { mailsAbout } from '../support/links.ts'
import { newAddress } from '../support/newcomer.ts'
import { authenticator, setUpSecondFactor } from '../support/totp.ts'

const cloud = testCloud()

type Me = { secondFactor: { on: boolean; required: boolean; recoveryCodesLeft: number } }
type Colleague = Awaited<ReturnType<typeof newColleague>>

const tryLogIn = (
  { account: { email, password } }: Pick<Colleague, 'account'>,
  code?: string,
  address = newAddress(),
) =>
  outsider(cloud().origin, undefined, address).refused('/v1/auth/session/login', {
    body: { email, password, code },
  })
const codeOfError = async (answer: ReturnType<Colleague['refused']>) => (await answer).body.error?.code
const standingOf = async ({ call }: Pick<Colleague, 'call'>) =>
  (await call<Me>('/v1/auth/me')).body.secondFactor

async function withSecondFactor(tier: Tier = 'starter') {
  const colleague = await newColleague(cloud(), { tier })
  return { ...colleague, ...(await setUpSecondFactor(colleague)) }
}

/** Lets the step-up of the log-in grow too old. */
const forgetStepUp = ({ session }: Pick<Colleague, 'session'>) =>
  asSuperuser(
    cloud().databaseUrl,
    `update auth.sessions set confirmed_at = now() - interval '10 minutes 1 second' where id = $1`,
    [sessionOf(session.accessToken)],
  )

const post = (path: string, body?: object) => ({ path, request: { method: 'POST', body } })

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
    expect(await codeOfError(confirm(app.wrongCode()))).toBe('code_wrong')
    expect(await codeOfError(confirm(await authenticator(abandoned.body.secret).freshCode()))).toBe(
      'code_wrong',
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

    expect(await codeOfError(refused('/v1/auth/second-factor/start', { method: 'POST' }))).toBe(
      'second_factor_on',
    )
    expect(await codeOfError(confirm(await app.freshCode()))).toBe('second_factor_on')
    expect(await codeOfError(tryLogIn(me, app.usedCode()))).toBeUndefined()
  })

  test('is the affair of one person: the secret of one is none of another', async () => {
    const [me, other] = [await withSecondFactor(), await withSecondFactor()]
    expect(await codeOfError(tryLogIn(other, await me.app.freshCode()))).toBe('code_wrong')
    expect(await codeOfError(tryLogIn(other, me.recoveryCodes[0]))).toBe('code_wrong')
    expect((await tryLogIn(me, me.recoveryCodes[0])).status).toBe(200)
  })
})

describe('logging in with it', () => {
  test('takes the password and a code, and a code only once', async () => {
    const me = await withSecondFactor()
    expect(await tryLogIn(me)).toMatchObject({ status: 401, body: { error: { code: 'code_required' } } })
    expect(await codeOfError(tryLogIn(me, me.app.wrongCode()))).toBe('code_wrong')
    expect(await codeOfError(tryLogIn(me, me.app.usedCode()))).toBe('code_wrong')
    const wrongPassword = { account: { ...me.account, password: 'not the lantern' } }
    const code = await me.app.freshCode()
    expect(await codeOfError(tryLogIn(wrongPassword, code))).toBe('wrong_login')
    expect((await tryLogIn(me, `${code.slice(0, 3)} ${code.slice(3)}`)).status).toBe(200)
    expect(await codeOfError(tryLogIn(me, code))).toBe('code_wrong')
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
    expect(await codeOfError(tryLogIn(me, first))).toBe('code_wrong')
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
    expect(await codeOfError(tryLogIn(me, me.recoveryCodes[0], guesser))).toBe('slow_down')
    expect((await standingOf(me)).recoveryCodesLeft).toBe(10)
    expect((await tryLogIn(me, me.recoveryCodes[0])).status).toBe(200)
  })
})

describe('a step-up', () => {
  test('takes a fresh code where a second factor is on, and the password is not enough', async () => {
    const me = await withSecondFactor()
    const { call, refused, account } = me
    await forgetStepUp(me)
    const remove = () => refused('/v1/auth/second-factor/remove', { method: 'POST' })
    expect(await codeOfError(remove())).toBe('step_up_required')
    const byPassword = await refused('/v1/auth/step-up', { body: { password: account.password } })
    expect(byPassword.status).toBe(400)
    expect(byPassword.body.error.fields?.map(({ path }) => path)).toEqual(['code'])
    expect(await codeOfError(refused('/v1/auth/step-up', { body: { code: me.app.usedCode() } }))).toBe(
      'code_wrong',
    )
    expect(await codeOfError(remove())).toBe('step_up_required')

    const { status, body } = await call<{ until: string }>('/v1/auth/step-up', {
      body: { code: await me.app.freshCode() },
    })
    expect(status).toBe(200)
    expect(Date.parse(body.until) - Date.now()).toBeLessThanOrEqual(10 * 60_000)
    expect(Date.parse(body.until) - Date.now()).toBeGreaterThan(9 * 60_000)
    expect((await remove()).status).toBe(200)
    expect(await standingOf(me)).toEqual({ on: false, required: false, recoveryCodesLeft: 0 })
    await mailsAbout(cloud(), account.email, 'Your second factor is off')
    expect((await tryLogIn(me)).status).toBe(200)
    expect(await codeOfError(remove())).toBe('second_factor_off')
  })

  test('takes the password where none is on, and slows down who guesses it', async () => {
    const me = await newColleague(cloud())
    const { refused, account } = me
    await forgetStepUp(me)
    const byCode = await refused('/v1/auth/step-up', { body: { code: '123456' } })
    expect(byCode.status).toBe(400)
    expect(byCode.body.error.fields?.map(({ path }) => path)).toEqual(['password'])
    const guess = () => refused('/v1/auth/step-up', { body: { password: 'not the lantern' } })
    expect(await codeOfError(guess())).toBe('wrong_password')
    expect(
      await codeOfError(refused('/v1/auth/password/change', { body: { password: 'new lantern river 3' } })),
    ).toBe('step_up_required')
    expect((await refused('/v1/auth/step-up', { body: { password: account.password } })).status).toBe(200)
    const slowed = await eventually(guess, ({ status }) => status === 429)
    expect(slowed.body.error.code).toBe('slow_down')
  })

  test('is of the session that gave it: the same person elsewhere gives their own', async () => {
    const me = await newColleague(cloud())
    const { body } = await outsider(cloud().origin).call<Session>('/v1/auth/session/login', {
      body: { email: me.account.email, password: me.account.password },
    })
    const elsewhere = outsider(cloud().origin, body.accessToken, newAddress())
    await forgetStepUp(me)
    await forgetStepUp({ session: body })
    await me.call('/v1/auth/step-up', { body: { password: me.account.password } })
    const { path, request } = post('/v1/auth/second-factor/start')
    expect((await me.call(path, request)).status).toBe(201)
    expect(await codeOfError(elsewhere.refused(path, request))).toBe('step_up_required')
  })

  test('renews the recovery codes: the old ones end', async () => {
    const me = await withSecondFactor()
    const renew = post('/v1/auth/second-factor/recovery-codes')
    const { status, body } = await me.call<{ recoveryCodes: string[] }>(renew.path, renew.request)
    expect(status).toBe(200)
    expect(new Set([...body.recoveryCodes, ...me.recoveryCodes]).size).toBe(20)
    expect(await codeOfError(tryLogIn(me, me.recoveryCodes[0]))).toBe('code_wrong')
    expect((await tryLogIn(me, body.recoveryCodes[9])).status).toBe(200)
    const without = await newColleague(cloud())
    expect(await codeOfError(without.refused(renew.path, renew.request))).toBe('second_factor_off')
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
    expect(await codeOfError(me.refused('/v1/realtime/tickets', { method: 'POST' }))).toBe(
      'second_factor_required',
    )
    expect(await standingOf(me)).toMatchObject({ on: false, required: true })
    expect((await me.call('/v1/auth/sessions')).status).toBe(200)

    const { app } = await setUpSecondFactor(me)
    expect((await me.call('/v1/members')).status).toBe(200)
    await me.call('/v1/auth/step-up', { body: { code: await app.freshCode() } })
    expect((await me.call('/v1/auth/second-factor/remove', { method: 'POST' })).status).toBe(200)
    expect(await codeOfError(me.refused('/v1/members'))).toBe('second_factor_required')
  })

  test.each(['editor', 'approver', 'viewer'] as const)('asks no %s for one', async (role) => {
    const me = await newColleague(cloud(), { tier: 'business', role })
    expect((await me.call('/v1/members')).status).toBe(200)
    expect(await standingOf(me)).toMatchObject({ required: false })
  })

  test('a secret that was begun and not confirmed is none', async () => {
    const me = await newColleague(cloud(), { tier: 'business' })
    await me.call('/v1/auth/second-factor/start', { method: 'POST' })
    expect(await codeOfError(me.refused('/v1/members'))).toBe('second_factor_required')
  })
})
