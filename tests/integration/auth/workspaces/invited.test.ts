import { describe, expect, test } from 'vitest'
import type { Invitation } from '../../../../contracts/auth/invitations.ts'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { asSuperuser, makeAccount } from '../../../support/people/accounts.ts'
import { logIn, newColleague, outsider } from '../../../support/people/client.ts'
import { mailedToken, mailsTo } from '../../../support/people/links.ts'
import { newAddress, newcomer } from '../../../support/people/newcomer.ts'

const cloud = testCloud()

const invite = async (email: string) => {
  const owner = await newColleague(cloud())
  const { body } = await owner.call<Invitation>('/v1/invitations', { body: { email, role: 'editor' } })
  const token = await mailedToken(cloud(), email, 'You are invited')
  return { owner, email, token, id: body.id }
}
const someone = () => outsider(cloud().origin, undefined, newAddress())
const register = (token: string, { name, password }: { name: string; password: string }) =>
  someone().refused('/v1/invitations/register', { body: { token, name, password } })
const accountsOf = (email: string) =>
  asSuperuser(cloud().databaseUrl, 'select id from auth.users where email = $1', [email])

describe('somebody without an account who was invited', () => {
  test('makes one by the link and is in, without another mail', async () => {
    const guest = newcomer('Ravi')
    const { owner, token } = await invite(guest.email)
    const read = await someone().call('/v1/invitations/read', { body: { token } })
    expect(read.body).toMatchObject({ email: guest.email, hasAccount: false })
    expect(await register(token, guest)).toMatchObject({ status: 201, body: { email: guest.email } })

    const { session, call } = await logIn(cloud().origin, { id: '', ...guest })
    const place = { id: owner.workspaceId, role: 'editor' }
    expect(session).toMatchObject({ user: { name: 'Ravi', email: guest.email }, workspace: place })
    expect((await call('/v1/auth/me')).body).toMatchObject({ workspaces: [place] })
    expect(await mailsTo(cloud(), guest.email)).toHaveLength(1)
    const entries = await asSuperuser(
      cloud().databaseUrl,
      `select workspace_id, actor_name, subject from audit.entries where action = 'member.joined' and actor_id = $1`,
      [session.user.id],
    )
    expect(entries).toEqual([
      { workspace_id: owner.workspaceId, actor_name: 'Ravi', subject: session.user.id },
    ])
  })

  test('makes one account, however often the link is followed', async () => {
    const guest = newcomer()
    const { token } = await invite(guest.email)
    const answers = await Promise.all([1, 2, 3].map(() => register(token, guest)))
    const [made, ...late] = answers.toSorted((one, other) => one.status - other.status)
    expect(made?.status).toBe(201)
    for (const { body } of late) expect(['link_invalid', 'email_taken']).toContain(body.error.code)
    expect(await accountsOf(guest.email)).toHaveLength(1)
    expect((await register(token, guest)).body.error.code).toBe('link_invalid')
  })

  test('needs a good password', async () => {
    const guest = newcomer()
    const { token } = await invite(guest.email)
    const weak = await register(token, { ...guest, password: 'meera.meera' })
    expect(weak).toMatchObject({
      status: 400,
      body: { error: { fields: [{ path: 'password', code: 'password_own' }] } },
    })
    expect(await accountsOf(guest.email)).toEqual([])
    expect((await register(token, guest)).status).toBe(201)
  })

  const endings: [string, (made: Awaited<ReturnType<typeof invite>>) => Promise<unknown>][] = [
    ['was withdrawn', ({ owner, id }) => owner.call(`/v1/invitations/${id}/withdraw`, { method: 'POST' })],
    [
      'was replaced by another',
      ({ owner, email }) => owner.call('/v1/invitations', { body: { email, role: 'viewer' } }),
    ],
    [
      'has expired',
      ({ id }) =>
        asSuperuser(cloud().databaseUrl, `update auth.invitations set expires_at = now() where id = $1`, [
          id,
        ]),
    ],
    [
      'came from somebody who has left',
      async ({ owner }) => {
        await newColleague(cloud(), { workspaceId: owner.workspaceId, role: 'owner' })
        return owner.call('/v1/workspace/leave', { method: 'POST' })
      },
    ],
  ]
  test.each(endings)('makes none by a link that %s', async (_what, end) => {
    const guest = newcomer()
    const invitation = await invite(guest.email)
    await end(invitation)
    expect((await register(invitation.token, guest)).body.error.code).toBe('link_invalid')
    expect(await accountsOf(guest.email)).toEqual([])
  })

  test('makes none by a link that was made up', async () => {
    const guest = newcomer()
    const { owner } = await invite(guest.email)
    for (const guess of [`${owner.workspaceId}.${'A'.repeat(43)}`, 'A'.repeat(43)]) {
      expect((await register(guess, guest)).body.error.code).toBe('link_invalid')
    }
    expect(await accountsOf(guest.email)).toEqual([])
  })
})

test('who has an account is led to log in, and nothing of it is changed', async () => {
  const account = await makeAccount(cloud().databaseUrl)
  const { token } = await invite(account.email)
  const read = await someone().call('/v1/invitations/read', { body: { token } })
  expect(read.body).toMatchObject({ hasAccount: true })
  const refused = await register(token, newcomer('Somebody else'))
  expect(refused).toMatchObject({ status: 409, body: { error: { code: 'email_taken' } } })
  const { refused: ask } = await logIn(cloud().origin, account)
  expect((await ask('/v1/invitations/accept', { body: { token } })).status).toBe(200)
})
