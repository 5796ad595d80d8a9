import { describe, expect, test } from 'vitest'
import { testCloud } from '../../support/cloud/cloud.ts'
import { eventually } from '../../support/eventually.ts'
import { accountRequests, said } from '../../support/people/account-requests.ts'
import { makeAccount, superuserOf } from '../../support/people/accounts.ts'
import { type Colleague, newColleague } from '../../support/people/client.ts'
import { mailedToken, mailsAbout, mailsTo } from '../../support/people/links.ts'
import { newcomer } from '../../support/people/newcomer.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
const { verify, tryLogIn } = accountRequests(cloud)

describe('changing the e-mail address', () => {
  const change = (call: Colleague['refused'], email: string) =>
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
