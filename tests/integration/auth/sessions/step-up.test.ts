import { describe, expect, test } from 'vitest'
import type { Session } from '../../../../contracts/auth/auth.ts'
import { endpoints } from '../../../../contracts/index.ts'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { eventually } from '../../../support/eventually.ts'
import { sessionOf } from '../../../support/people/access-tokens.ts'
import { superuserOf } from '../../../support/people/accounts.ts'
import { type Colleague, codeOf, logIn, newColleague } from '../../../support/people/client.ts'
import { mailsAbout } from '../../../support/people/links.ts'
import { newAddress } from '../../../support/people/newcomer.ts'
import { secondFactorsOf, standingOf } from '../../../support/people/second-factor.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
const { withSecondFactor, tryLogIn } = secondFactorsOf(cloud)

/** Makes the last step-up of a session so old. */
const confirmedBefore = ({ session }: { session: Session }, interval: string) =>
  superuser('update auth.sessions set confirmed_at = now() - $2::interval where id = $1', [
    sessionOf(session.accessToken),
    interval,
  ])

describe('a step-up', () => {
  test('takes a fresh code where a second factor is on, and the password is not enough', async () => {
    const me = await withSecondFactor()
    const { call, refused, account } = me
    await confirmedBefore(me, '10 minutes 1 second')
    const remove = () => refused('/v1/auth/second-factor/remove', { method: 'POST' })
    expect(await codeOf(remove())).toBe('403 step_up_required')
    const byPassword = await refused('/v1/auth/step-up', { body: { password: account.password } })
    expect(byPassword.status).toBe(400)
    expect(byPassword.body.error.fields?.map(({ path }) => path)).toEqual(['code'])
    expect(await codeOf(refused('/v1/auth/step-up', { body: { code: me.app.usedCode() } }))).toBe(
      '401 code_wrong',
    )
    expect(await codeOf(remove())).toBe('403 step_up_required')

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
    expect(await codeOf(remove())).toBe('409 second_factor_off')
  })

  test('takes the password where none is on, and slows down who guesses it', async () => {
    const me = await newColleague(cloud())
    const { refused, account } = me
    await confirmedBefore(me, '10 minutes 1 second')
    const byCode = await refused('/v1/auth/step-up', { body: { code: '123456' } })
    expect(byCode.status).toBe(400)
    expect(byCode.body.error.fields?.map(({ path }) => path)).toEqual(['password'])
    const guess = () => refused('/v1/auth/step-up', { body: { password: 'not the lantern' } })
    expect(await codeOf(guess())).toBe('401 wrong_password')
    expect(
      await codeOf(refused('/v1/auth/password/change', { body: { password: 'new lantern river 3' } })),
    ).toBe('403 step_up_required')
    expect((await refused('/v1/auth/step-up', { body: { password: account.password } })).status).toBe(200)
    const slowed = await eventually(guess, ({ status }) => status === 429)
    expect(slowed.body.error.code).toBe('slow_down')
  })

  test('is of the session that gave it: the same person elsewhere gives their own', async () => {
    const me = await newColleague(cloud())
    const elsewhere = await logIn(cloud().origin, { ...me.account, address: newAddress() })
    await confirmedBefore(me, '10 minutes 1 second')
    await confirmedBefore(elsewhere, '10 minutes 1 second')
    await me.call('/v1/auth/step-up', { body: { password: me.account.password } })
    const start = ({ refused }: Pick<Colleague, 'refused'>) =>
      codeOf(refused('/v1/auth/second-factor/start', { method: 'POST' }))
    expect(await start(me)).toBe('201')
    expect(await start(elsewhere)).toBe('403 step_up_required')
  })

  test('renews the recovery codes: the old ones end', async () => {
    const me = await withSecondFactor()
    const path = '/v1/auth/second-factor/recovery-codes'
    const { status, body } = await me.call<{ recoveryCodes: string[] }>(path, { method: 'POST' })
    expect(status).toBe(200)
    expect(new Set([...body.recoveryCodes, ...me.recoveryCodes]).size).toBe(20)
    expect(await codeOf(tryLogIn(me, me.recoveryCodes[0]))).toBe('401 code_wrong')
    expect((await tryLogIn(me, body.recoveryCodes[9])).status).toBe(200)
    const without = await newColleague(cloud())
    expect(await codeOf(without.refused(path, { method: 'POST' }))).toBe('409 second_factor_off')
  })
})

describe('what is weighty', () => {
  const weighty = Object.entries(endpoints).filter(([, { stepUp }]) => stepUp)
  const named = [
    'changeEmail',
    'changeMember',
    'changePassword',
    'confirmSecondFactor',
    'createApiKey',
    'inviteMember',
    'removeSecondFactor',
    'renewRecoveryCodes',
    'startSecondFactor',
  ]

  test('asks for a step-up once the last one is older than ten minutes, whatever the body', async () => {
    expect(weighty.map(([name]) => name).sort()).toEqual(expect.arrayContaining(named))
    const owner = await newColleague(cloud())
    await confirmedBefore(owner, '10 minutes 1 second')
    for (const [name, { method, path }] of weighty) {
      const answer = await codeOf(owner.refused(path.replace('{id}', owner.account.id), { method, body: {} }))
      expect(`${name}: ${answer}`).toBe(`${name}: 403 step_up_required`)
    }
    await confirmedBefore(owner, '9 minutes')
    for (const [name, { method, path }] of weighty) {
      const answer = await codeOf(owner.refused(path.replace('{id}', owner.account.id), { method, body: {} }))
      expect(`${name}: ${answer}`).not.toContain('step_up_required')
    }
  })
})
