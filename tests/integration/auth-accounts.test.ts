import bcrypt from 'bcrypt'
import { beforeAll, describe, expect, test } from 'vitest'
import { asSuperuser, makeAccount } from '../support/accounts.ts'
import { logIn, newColleague, outsider } from '../support/client.ts'
import { testCloud } from '../support/cloud.ts'
import { eventually } from '../support/eventually.ts'
import { mailedToken, mailsAbout, mailsTo, tokenIn } from '../support/links.ts'
import { newAddress, newcomer, register, registerAndLogIn } from '../support/newcomer.ts'

const cloud = testCloud()

const madeUp = 'A'.repeat(43)
const public_ = (address = newAddress()) => outsider(cloud().origin, undefined, address)
const verify = (token: string, password = newcomer().password) =>
  public_().refused('/v1/auth/email/verify', { body: { token, password } })
const forgot = (email: string, address?: string) =>
  public_(address).refused('/v1/auth/password/forgot', { body: { email } })
const reset = (token: string, password: string) =>
  public_().refused('/v1/auth/password/reset', { body: { token, password } })
const tryLogIn = ({ email, password }: { email: string; password: string }, address?: string) =>
  public_(address).refused('/v1/auth/session/login', { body: { email, password } })

const superuser = <T extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
  asSuperuser<T>(cloud().databaseUrl, text, values)
const expire = (email: string) =>
  superuser(`update auth.links set expires_at = now() - interval '1 second' where email = $1`, [email])

/** What an answer says, but for the id of its request. */
const said = ({ status, body }: { status: number; body: { error?: object } }) => ({
  status,
  body: body.error ? { error: { ...body.error, requestId: '' } } : body,
})

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
      secondFactor: { on: false, required: false, recoveryCodesLeft: 0 },
    })
  })

  test('names the first workspace after the business, if that is given', async () => {
    const who = newcomer('Ravi')
    const body = { name: who.name, workspaceName: 'Ravi Sweets', email: who.email, password: who.password }
    expect((await public_().call('/v1/auth/register', { body })).status).toBe(202)
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
    await expire(who.email)
    const known = await makeAccount(cloud().databaseUrl)
    await forgot(known.email)
    const forReset = await mailedToken(cloud(), known.email, 'A new password')
    for (const token of [late, madeUp, forReset]) {
      expect((await verify(token)).body.error?.code).toBe('link_invalid')
    }
    expect((await tryLogIn(who)).status).toBe(401)
    expect((await reset(forReset, 'another lantern river 8')).status).toBe(200)
  })

  test('in the name of somebody else makes no account when they open the link', async () => {
    const victim = newcomer()
    await register(cloud().origin, { ...victim, password: 'known to the stranger 9' })
    const token = await mailedToken(cloud(), victim.email, 'Confirm your e-mail address')
    const opened = await public_().refused('/v1/auth/email/verify', { body: { token } })
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
    const answer = await public_().refused('/v1/auth/register', { body })
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
    for (const token of [first, second, madeUp]) {
      expect((await reset(token, 'a third lantern river 9')).body.error?.code).toBe('link_invalid')
    }

    expect((await call('/v1/auth/me')).status).toBe(401)
    expect((await other.call('/v1/auth/me')).status).toBe(401)
    const refreshed = await public_().refused('/v1/auth/session/refresh', {
      body: {},
      headers: { cookie, 'x-dhol-csrf': '1' },
    })
    expect(refreshed.status).toBe(401)
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
    await expire(account.email)
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

describe('the time tells nobody who has an account', () => {
  const rounds = 5
  const known: string[] = []
  beforeAll(async () => {
    const hash = await bcrypt.hash('chai-and-thunder-42', 12)
    for (let round = 0; round < rounds; round++) {
      const { id, email } = await makeAccount(cloud().databaseUrl)
      await superuser('update auth.users set password_hash = $2 where id = $1', [id, hash])
      known.push(email)
    }
  })

  const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  async function msOf(work: () => Promise<{ status: number }>, status: number) {
    const began = performance.now()
    expect((await work()).status).toBe(status)
    return performance.now() - began
  }

  test.each([
    ['register', 202, (email: string) => register(cloud().origin, { ...newcomer(), email })],
    ['log in', 401, (email: string) => tryLogIn({ email, password: 'wrong lantern river' })],
    ['forgot', 202, (email: string) => forgot(email)],
  ])('%s', async (_what, status, ask) => {
    // What a request leaves to be done, such as a mail, is no part of the next one's time.
    const settled = (email: string) =>
      eventually(
        () => superuser('select id from auth.links where email = $1 and sent_at is null', [email]),
        (unsent) => unsent.length === 0,
      )
    const measure = async (email: string) => {
      const ms = await msOf(() => ask(email), status)
      await settled(email)
      return ms
    }
    await measure(newcomer().email)
    const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] }
    for (const email of known) {
      times.known.push(await measure(email))
      times.unknown.push(await measure(newcomer().email))
    }
    // A hash of bcrypt more or less would be ten times as much; what else the machine does may be a half.
    const ratio = median(times.known) / median(times.unknown)
    expect(Math.max(ratio, 1 / ratio), JSON.stringify(times)).toBeLessThan(2)
  })
})

describe('changing the e-mail address', () => {
  const change = (call: Awaited<ReturnType<typeof newColleague>>['refused'], email: string) =>
    call('/v1/auth/email/change', { body: { email } })

  test('takes a step-up and the link to the new address, and tells the old one', async () => {
    const { account, refused, session } = await newColleague(cloud())
    const { email } = newcomer()
    await superuser(
      `update auth.sessions set confirmed_at = now() - interval '11 minutes' where user_id = $1`,
      [session.user.id],
    )
    expect((await change(refused, email)).body.error.code).toBe('step_up_required')
    expect(await superuser('select id from auth.links where email = $1', [email])).toEqual([])
    await refused('/v1/auth/step-up', { body: { password: account.password } })
    expect((await change(refused, email)).status).toBe(202)

    await mailsAbout(cloud(), account.email, 'Somebody wants to change your address')
    const token = await mailedToken(cloud(), email, 'Confirm your new address')
    expect((await tryLogIn(account)).status).toBe(200)
    expect(await verify(token)).toMatchObject({ status: 200, body: { email } })
    expect((await tryLogIn(account)).status).toBe(401)
    expect((await tryLogIn({ ...account, email })).status).toBe(200)
    expect((await verify(token)).body.error.code).toBe('link_invalid')
  })

  test('to one that has an account says nothing, sends that one nothing and changes nothing', async () => {
    const { account, refused } = await newColleague(cloud())
    const other = await makeAccount(cloud().databaseUrl)
    const answers = [await change(refused, other.email), await change(refused, newcomer().email)]
    expect(answers[0]).toMatchObject({ status: 202 })
    expect(answers.map(said)[0]).toEqual(answers.map(said)[1])
    await eventually(
      () => superuser('select id from auth.links where email = $1 and sent_at is not null', [other.email]),
      (sent) => sent.length === 1,
    )
    expect(await mailsTo(cloud(), other.email)).toEqual([])
    expect((await tryLogIn(account)).status).toBe(200)
  })

  test('to one that gets an account in the meantime is refused at the end', async () => {
    const { account, refused } = await newColleague(cloud())
    const { email } = newcomer()
    await change(refused, email)
    const token = await mailedToken(cloud(), email, 'Confirm your new address')
    const other = await makeAccount(cloud().databaseUrl)
    await superuser('update auth.users set email = $2 where id = $1', [other.id, email])
    expect((await verify(token)).body.error.code).toBe('email_taken')
    expect((await tryLogIn(account)).status).toBe(200)
  })
})

describe('guessing passwords', () => {
  const wrong = 'not the lantern'

  test('slows the guesser down more and more, also with the right one, and nobody elsewhere', async () => {
    const account = await makeAccount(cloud().databaseUrl)
    const guesser = newAddress()
    const guess = () => tryLogIn({ ...account, password: wrong }, guesser)
    const free = []
    for (let time = 0; time < 5; time++) free.push((await guess()).status)
    expect(free).toEqual([401, 401, 401, 401, 401])
    const slowed = await eventually(guess, ({ headers }) => Number(headers.get('retry-after')) >= 4)
    expect([slowed.status, slowed.body.error.code]).toEqual([429, 'slow_down'])
    expect((await tryLogIn(account, guesser)).body.error.code).toBe('slow_down')
    expect((await tryLogIn(account)).status).toBe(200)
  })

  test('is slowed down alike where there is no account', async () => {
    const { email } = newcomer()
    const guesser = newAddress()
    const guess = () => tryLogIn({ email, password: wrong }, guesser)
    // In pairs: the hash that is computed for nobody may take longer than the first waits.
    const pair = await eventually(
      () => Promise.all([guess(), guess()]),
      (answers) => answers.some(({ status }) => status === 429),
      60_000,
    )
    const slowed = pair.find(({ status }) => status === 429)
    expect(slowed?.body.error.code).toBe('slow_down')
    expect(Number(slowed?.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('from many addresses shuts nobody out who logged in from theirs before', async () => {
    const account = await makeAccount(cloud().databaseUrl)
    await logIn(cloud().origin, account)
    const strangers = []
    for (let time = 0; time < 22; time++) strangers.push(await tryLogIn({ ...account, password: wrong }))
    await eventually(
      () => tryLogIn({ ...account, password: wrong }),
      ({ headers }) => Number(headers.get('retry-after')) >= 4,
    )
    expect(strangers.slice(0, 20).map(({ status }) => status)).toEqual(Array(20).fill(401))
    expect((await tryLogIn(account)).body.error.code).toBe('slow_down')
    expect((await tryLogIn(account, account.address)).status).toBe(200)
  })

  test('of before counts no more once there is another', async () => {
    const account = await makeAccount(cloud().databaseUrl)
    const guess = () => tryLogIn({ ...account, password: wrong })
    await eventually(
      () => Promise.all(Array.from({ length: 8 }, guess)),
      (answers) => answers.some(({ headers }) => Number(headers.get('retry-after')) >= 4),
    )
    await forgot(account.email)
    const token = await mailedToken(cloud(), account.email, 'A new password')
    const password = 'another lantern river 8'
    await reset(token, password)
    expect((await tryLogIn({ ...account, password })).status).toBe(200)
  })

  test('a wrong password and an unknown address get the same answer', async () => {
    const account = await makeAccount(cloud().databaseUrl)
    const answers = [
      await tryLogIn({ ...account, password: wrong }),
      await tryLogIn({ ...account, email: newcomer().email }),
    ]
    expect(answers[0]?.body.error.code).toBe('wrong_login')
    expect(said(answers[0] as (typeof answers)[0])).toEqual(said(answers[1] as (typeof answers)[0]))
  })
})
