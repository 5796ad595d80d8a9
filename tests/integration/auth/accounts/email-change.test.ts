import { describe, expect, test } from 'vitest'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { eventually } from '../../../support/eventually.ts'
import { accountRequests, said } from '../../../support/people/account-requests.ts'
import { makeAccount, superuserOf } from '../../../support/people/accounts.ts'
import { type Colleague, codeOf, logIn, newColleague } from '../../../support/people/client.ts'
import { mailedToken, mailsAbout, mailsTo } from '../../../support/people/links.ts'
import { newcomer, register } from '../../../support/people/newcomer.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
const { verify, tryLogIn } = accountRequests(cloud)

type Logged = Pick<Colleague, 'refused'>
const change = ({ refused }: Logged, email: string) => refused('/v1/auth/email/change', { body: { email } })
const confirm = ({ refused }: Logged, token: string) => refused('/v1/auth/email/confirm', { body: { token } })

/** Somebody who has asked for a new address, and the token of the link there. */
async function asking() {
  const me = await newColleague(cloud())
  const { email } = newcomer()
  expect((await change(me, email)).status).toBe(202)
  return { ...me, email, token: await mailedToken(cloud(), email, 'Confirm your new address') }
}

describe('changing the e-mail address', () => {
  test('takes a step-up and a press behind the link, and tells the old one before and after', async () => {
    const me = await newColleague(cloud())
    const { account, refused, session } = me
    const { email } = newcomer()
    await superuser(
      `update auth.sessions set confirmed_at = now() - interval '11 minutes' where user_id = $1`,
      [session.user.id],
    )
    expect(await codeOf(change(me, email))).toBe('403 step_up_required')
    expect(await superuser('select id from auth.links where email = $1', [email])).toEqual([])
    await refused('/v1/auth/step-up', { body: { password: account.password } })
    expect((await change(me, email)).status).toBe(202)

    await mailsAbout(cloud(), account.email, 'Somebody wants to change your address')
    const token = await mailedToken(cloud(), email, 'Confirm your new address')
    expect((await tryLogIn(account)).status).toBe(200)
    expect(await confirm(me, token)).toMatchObject({ status: 200, body: { email } })
    expect((await tryLogIn(account)).status).toBe(401)
    expect((await tryLogIn({ ...account, email })).status).toBe(200)
    expect(await codeOf(confirm(me, token))).toBe('400 link_invalid')
    await mailsAbout(cloud(), account.email, 'Your address was changed')
    await mailsAbout(cloud(), email, 'A Dhol account has your address now')
  })

  test('counts in the session that asked, in no other, and not once that one has ended', async () => {
    const { account, session, token, refused } = await asking()
    const [otherDevice, stranger] = [await logIn(cloud().origin, account), await newColleague(cloud())]
    for (const other of [otherDevice, stranger]) {
      expect(await codeOf(confirm(other, token))).toBe('409 link_elsewhere')
    }
    expect(await codeOf(verify(token))).toBe('400 link_invalid')
    await otherDevice.call('/v1/auth/sessions/end-all', { method: 'POST' })
    expect(await codeOf(confirm({ refused }, token))).toBe('401 unauthorized')
    expect(await codeOf(confirm(await logIn(cloud().origin, account), token))).toBe('409 link_elsewhere')
    const stored = await superuser('select email from auth.users where id = $1', [session.user.id])
    expect(stored).toEqual([{ email: account.email }])
  })

  test('that waits for its link keeps nobody from making an account there', async () => {
    const { email, token, refused, account } = await asking()
    const owner = { ...newcomer(), email }
    await register(cloud().origin, owner)
    const own = await mailedToken(cloud(), email, 'Confirm your e-mail address')
    expect((await verify(own)).status).toBe(200)
    expect((await tryLogIn(owner)).status).toBe(200)
    expect(await codeOf(confirm({ refused }, token))).toBe('409 email_taken')
    expect((await tryLogIn(account)).status).toBe(200)
  })

  test('happens once, however often it is confirmed at the same moment', async () => {
    const { token, refused, session } = await asking()
    const answers = await Promise.all([1, 2, 3].map(() => confirm({ refused }, token)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400])
    const moves = `select id from audit.entries where subject = $1 and action = 'user.email_changed'`
    expect(await superuser(moves, [session.user.id])).toHaveLength(1)
  })

  test('to one that has an account says nothing, sends that one nothing and changes nothing', async () => {
    const me = await newColleague(cloud())
    const other = await makeAccount(cloud().databaseUrl)
    const answers = [await change(me, other.email), await change(me, newcomer().email)]
    expect(answers[0]).toMatchObject({ status: 202 })
    expect(answers.map(said)[0]).toEqual(answers.map(said)[1])
    await eventually(
      () => superuser('select id from auth.links where email = $1 and sent_at is not null', [other.email]),
      (sent) => sent.length === 1,
    )
    expect(await mailsTo(cloud(), other.email)).toEqual([])
    expect((await tryLogIn(me.account)).status).toBe(200)
  })
})
