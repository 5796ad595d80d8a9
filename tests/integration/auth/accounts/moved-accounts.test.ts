import { describe, expect, test } from 'vitest'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { accountRequests } from '../../../support/people/account-requests.ts'
import { superuserOf } from '../../../support/people/accounts.ts'
import { type Colleague, codeOf, logIn, newColleague } from '../../../support/people/client.ts'
import { expireLinks, mailedToken, mailsAbout } from '../../../support/people/links.ts'
import { newcomer, register } from '../../../support/people/newcomer.ts'
import { setUpSecondFactor } from '../../../support/people/totp.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
const { verify, forgot, reset, takeBack, giveBack, tryLogIn } = accountRequests(cloud)

const ownPassword = 'kettle sings at dawn 9'
type Session = Pick<Colleague, 'refused'>

/** Moves the account of a session to another address, as whoever sits there can who reads the mails of that one. */
async function move({ refused }: Session, email = newcomer().email) {
  await refused('/v1/auth/email/change', { body: { email } })
  const token = await mailedToken(cloud(), email, 'Confirm your new address')
  expect((await refused('/v1/auth/email/confirm', { body: { token } })).status).toBe(200)
  return email
}

const takeBackToken = (email: string) => mailedToken(cloud(), email, 'Your address was changed')

describe('the address before', () => {
  test('takes the account back, with a new password, whatever the thief changed meanwhile', async () => {
    const { account } = await newColleague(cloud())
    const thief = await logIn(cloud().origin, account)
    const stolen = await move(thief)
    const token = await takeBackToken(account.email)
    const theirs = { email: stolen, password: 'lantern under the bridge 4' }
    await thief.refused('/v1/auth/password/change', { body: { password: theirs.password } })
    await setUpSecondFactor(thief)
    const further = await move(thief)
    await thief.refused('/v1/auth/sessions/end-all', { method: 'POST' })
    await forgot(further)
    const resetByThief = await mailedToken(cloud(), further, 'A new password')
    expect((await reset(resetByThief, theirs.password)).status).toBe(200)

    expect(await codeOf(takeBack(token, 'password123'))).toBe('400 invalid_input')
    expect(await takeBack(token, ownPassword)).toMatchObject({
      status: 200,
      body: { email: account.email },
    })
    expect((await tryLogIn({ ...account, password: ownPassword })).status).toBe(200)
    for (const email of [stolen, further]) expect((await tryLogIn({ ...theirs, email })).status).toBe(401)
    expect(await codeOf(thief.refused('/v1/auth/me'))).toBe('401 unauthorized')
    // What the thief's own move made is of no use to them.
    expect(await codeOf(takeBack(await takeBackToken(stolen), theirs.password))).toBe('400 link_invalid')
    expect(await codeOf(takeBack(token, ownPassword))).toBe('400 link_invalid')
  })

  test('still asks for a second factor that was on before', async () => {
    const me = await newColleague(cloud())
    const { app } = await setUpSecondFactor(me)
    await move(me)
    expect((await takeBack(await takeBackToken(me.account.email), ownPassword)).status).toBe(200)
    const login = { ...me.account, password: ownPassword }
    expect(await codeOf(tryLogIn(login))).toBe('401 code_required')
    expect((await tryLogIn({ ...login, code: await app.freshCode() })).status).toBe(200)
  })

  test('may wait seven days, and no longer', async () => {
    const me = await newColleague(cloud())
    await move(me)
    const token = await takeBackToken(me.account.email)
    const [link] = await superuser<{ days: number }>(
      `select extract(epoch from expires_at - sent_at)::float / 86400 as days from auth.links
        where kind = 'take_back' and email = $1`,
      [me.account.email],
    )
    expect(link?.days).toBeCloseTo(7, 2)
    await expireLinks(cloud(), me.account.email)
    expect(await codeOf(takeBack(token, ownPassword))).toBe('400 link_invalid')
  })

  test('of an account that is there again gets links to new passwords as ever', async () => {
    const me = await newColleague(cloud())
    await move(me)
    await takeBack(await takeBackToken(me.account.email), ownPassword)
    await register(cloud().origin, { ...newcomer(), email: me.account.email })
    await mailsAbout(cloud(), me.account.email, 'You have an account already')
    await forgot(me.account.email)
    const token = await mailedToken(cloud(), me.account.email, 'A new password')
    expect((await reset(token, 'quilt anchor mango 55')).status).toBe(200)
  })
})

describe('the new address', () => {
  test('sends an account away that is not theirs, and is free for one of their own', async () => {
    const stranger = await newColleague(cloud())
    const { app } = await setUpSecondFactor(stranger)
    const owner = newcomer()
    await move(stranger, owner.email)
    const token = await mailedToken(cloud(), owner.email, 'A Dhol account has your address now')
    expect(await giveBack(token)).toMatchObject({ status: 200, body: { email: owner.email } })
    await mailsAbout(cloud(), stranger.account.email, 'Your address was changed back')
    const code = await app.freshCode()
    expect((await tryLogIn({ ...stranger.account, code })).status).toBe(200)
    await register(cloud().origin, owner)
    expect(
      (await verify(await mailedToken(cloud(), owner.email, 'Confirm your e-mail address'))).status,
    ).toBe(200)
    expect((await tryLogIn(owner)).status).toBe(200)
    expect(await codeOf(giveBack(token))).toBe('400 link_invalid')
  })

  test('can do so years later, by asking for an account, also where the address before is taken', async () => {
    const stranger = await newColleague(cloud())
    const owner = newcomer()
    await move(stranger, owner.email)
    await expireLinks(cloud(), owner.email)
    await superuser('update auth.users set email = $2 where id = $1', [
      (await newColleague(cloud())).account.id,
      stranger.account.email,
    ])
    await register(cloud().origin, owner)
    const token = await mailedToken(cloud(), owner.email, 'You have an account already')
    expect(await codeOf(verify(token))).toBe('409 email_taken')
    expect((await giveBack(token)).status).toBe(200)
    await register(cloud().origin, owner)
    expect(
      (await verify(await mailedToken(cloud(), owner.email, 'Confirm your e-mail address'))).status,
    ).toBe(200)
    expect((await stranger.refused('/v1/auth/me')).body).toMatchObject({
      user: { email: `${stranger.account.id}@moved.invalid` },
    })
  })

  test('does not lose an account that was made there', async () => {
    const owner = await newColleague(cloud())
    await register(cloud().origin, { ...newcomer(), email: owner.account.email })
    await mailsAbout(cloud(), owner.account.email, 'You have an account already')
    const fresh = newcomer()
    await register(cloud().origin, fresh)
    const token = await mailedToken(cloud(), fresh.email, 'Confirm your e-mail address')
    expect(await codeOf(giveBack(token))).toBe('400 link_invalid')
    expect((await verify(token)).status).toBe(200)
    expect(await codeOf(giveBack(token))).toBe('400 link_invalid')
    expect((await tryLogIn(fresh)).status).toBe(200)
  })
})

test('links to a new password outlive what somebody in the account does again and again', async () => {
  const { account } = await newColleague(cloud())
  await forgot(account.email)
  const token = await mailedToken(cloud(), account.email, 'A new password')
  const thief = await logIn(cloud().origin, account)
  const password = 'lantern under the bridge 4'
  expect((await thief.refused('/v1/auth/password/change', { body: { password } })).status).toBe(200)
  await thief.refused('/v1/auth/sessions/end-all', { method: 'POST' })
  expect((await reset(token, ownPassword)).status).toBe(200)
  expect((await tryLogIn({ ...account, password: ownPassword })).status).toBe(200)
})
