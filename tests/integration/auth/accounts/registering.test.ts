import { describe, expect, test } from 'vitest'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { accountRequests, said } from '../../../support/people/account-requests.ts'
import { makeAccount, superuserOf } from '../../../support/people/accounts.ts'
import { logIn } from '../../../support/people/client.ts'
import { expireLinks, madeUpToken, mailedToken, mailsAbout, tokenIn } from '../../../support/people/links.ts'
import { newcomer, register, registerAndLogIn } from '../../../support/people/newcomer.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
const { visitor, verify, forgot, reset, tryLogIn } = accountRequests(cloud)

describe('registering', () => {
  test('says the same for a new address and one that has an account; only the mails differ', async () => {
    const known = await makeAccount(cloud().databaseUrl)
    const unknown = newcomer()
    const answers = [
      await register(cloud().origin, unknown),
      await register(cloud().origin, { ...unknown, email: known.email }),
    ]
    expect(answers.map(said)).toEqual([
      { status: 202, body: {} },
      { status: 202, body: {} },
    ])
    const [toNew] = await mailsAbout(cloud(), unknown.email, '.')
    const [toKnown] = await mailsAbout(cloud(), known.email, '.')
    expect(toNew?.subject).toContain('Confirm your e-mail address')
    expect(toNew?.from).toBe('Dhol <no-reply@dhol.test>')
    expect(toNew?.text).toContain(`${cloud().origin}/verify#token=`)
    expect(toKnown?.subject).toContain('You have an account already')
    expect(toKnown && tokenIn(toKnown)).toBe('')
    expect(toKnown?.text).toContain(`${cloud().origin}/login`)
  })

  test('the link makes the account with a workspace, and the address may be typed in other letters', async () => {
    const who = newcomer('Ravi')
    await register(cloud().origin, who)
    expect((await tryLogIn(who)).body.error.code).toBe('wrong_login')
    const token = await mailedToken(cloud(), who.email, 'Confirm')
    expect(await verify(token)).toMatchObject({ status: 200, body: { email: who.email } })
    const { session, call } = await logIn(cloud().origin, {
      id: '',
      ...who,
      email: ` ${who.email.toUpperCase()} `,
    })
    expect(session).toMatchObject({
      expiresIn: 3600,
      user: { name: 'Ravi', email: who.email },
      workspace: { name: 'Ravi', role: 'owner', tier: 'starter', dailyLimitPaise: null },
    })
    const { body } = await call('/v1/auth/me')
    expect(body).toEqual({
      user: session.user,
      workspace: session.workspace,
      workspaces: [session.workspace],
      hasReview: false,
      secondFactor: { on: false, required: false, recoveryCodesLeft: 0 },
    })
  })

  test('names the first workspace after the business, if that is given', async () => {
    const who = newcomer('Ravi')
    const body = { name: who.name, workspaceName: 'Ravi Sweets', email: who.email, password: who.password }
    expect((await visitor().call('/v1/auth/register', { body })).status).toBe(202)
    expect((await verify(await mailedToken(cloud(), who.email, 'Confirm'))).status).toBe(200)
    const { session } = await logIn(cloud().origin, { id: '', ...who })
    expect(session).toMatchObject({ user: { name: 'Ravi' }, workspace: { name: 'Ravi Sweets' } })
  })

  test('a link works once, also when it is followed twice at the same moment', async () => {
    const who = newcomer()
    await register(cloud().origin, who)
    const token = await mailedToken(cloud(), who.email, 'Confirm')
    const answers = await Promise.all([verify(token), verify(token), verify(token)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400])
    const again = await verify(token)
    expect([again.status, again.body.error.code]).toEqual([400, 'link_invalid'])
    expect(await superuser('select id from auth.users where email = $1', [who.email])).toHaveLength(1)
  })

  test('a link that expired, was made up or is for something else does nothing', async () => {
    const who = newcomer()
    await register(cloud().origin, who)
    const late = await mailedToken(cloud(), who.email, 'Confirm')
    await expireLinks(cloud(), who.email)
    const known = await makeAccount(cloud().databaseUrl)
    await forgot(known.email)
    const forReset = await mailedToken(cloud(), known.email, 'A new password')
    for (const token of [late, madeUpToken, forReset]) {
      expect((await verify(token)).body.error?.code).toBe('link_invalid')
    }
    expect((await tryLogIn(who)).status).toBe(401)
    expect((await reset(forReset, 'another lantern river 8')).status).toBe(200)
  })

  test('in the name of somebody else makes no account when they open the link', async () => {
    const victim = newcomer()
    await register(cloud().origin, { ...victim, password: 'known to the stranger 9' })
    const token = await mailedToken(cloud(), victim.email, 'Confirm your e-mail address')
    const opened = await visitor().refused('/v1/auth/email/verify', { body: { token } })
    expect(opened).toMatchObject({ status: 400, body: { error: { fields: [{ path: 'password' }] } } })
    expect(await verify(token, victim.password)).toMatchObject({
      status: 401,
      body: { error: { code: 'wrong_password' } },
    })
    expect(await superuser('select id from auth.users where email = $1', [victim.email])).toEqual([])
  })

  test('of two links to one address the second finds the account made', async () => {
    const who = newcomer()
    await register(cloud().origin, who)
    const other = 'someone elses password 5'
    await register(cloud().origin, { ...who, password: other })
    const mails = await mailsAbout(cloud(), who.email, 'Confirm', 2)
    const [first = '', second = ''] = mails.map(tokenIn)
    expect((await verify(first)).status).toBe(200)
    expect(await verify(second, other)).toMatchObject({
      status: 409,
      body: { error: { code: 'email_taken' } },
    })
    expect(await superuser('select id from auth.users where email = $1', [who.email])).toHaveLength(1)
  })

  test.each([
    ['one that everybody has', 'password123', 'password_common'],
    ['the own name and a year', 'meera2026', 'password_own'],
    ['a date', '15-08-1947', 'password_pattern'],
    ['seven characters', 'a1B!x9z', undefined],
    ['more than 72 bytes in few letters', 'अ'.repeat(25), undefined],
    ['73 bytes', `${'lantern river monsoon '.repeat(4)}`.slice(0, 73), undefined],
  ])('a password must not be %s', async (_what, password, advice) => {
    const who = { ...newcomer(), password }
    const { status, body } = await register(cloud().origin, who)
    expect([status, body.error.code]).toEqual([400, 'invalid_input'])
    expect(body.error.fields?.map(({ path, code }) => [path, code])).toEqual([['password', advice]])
    expect(await superuser('select id from auth.links where email = $1', [who.email])).toEqual([])
  })

  test.each([
    [{ email: 'a@example.in', password: 'monsoon lantern 7' }, ['name']],
    [{ name: 'A', email: 'not-an-address', password: 'short' }, ['email', 'password']],
    [{ name: 'A', email: 'a@example.in', password: 'monsoon lantern 7', admin: true }, ['admin']],
    [{ name: '<b>A</b>', email: 'a@example.in', password: 'monsoon lantern 7' }, ['name']],
    [{ name: 'A', email: 'a@example.in\r\nBcc: b@example.in', password: 'monsoon lantern 7' }, ['email']],
  ])('the form %j is refused at %j', async (body, paths) => {
    const answer = await visitor().refused('/v1/auth/register', { body })
    expect(answer.status).toBe(400)
    expect(answer.body.error.fields?.map(({ path }) => path).sort()).toEqual(paths)
  })

  test('a password of 72 bytes counts to its last letter', async () => {
    const password = 'lantern river monsoon '.repeat(4).slice(0, 71)
    const who = { ...newcomer(), password: `${password}x` }
    await registerAndLogIn(cloud(), who)
    expect((await tryLogIn(who)).status).toBe(200)
    expect((await tryLogIn({ ...who, password: `${password}y` })).status).toBe(401)
    expect((await tryLogIn({ ...who, password: `${password}xy` })).status).toBe(401)
  })
})
