import { expect, test } from 'vitest'
import type { Session } from '../../contracts/auth.ts'
import { newMember, outsider } from '../support/client.ts'
import { testCloud } from '../support/cloud.ts'

const cloud = testCloud()

test('registers, logs in by the same address in other letters, and says who one is', async () => {
  const { origin } = cloud()
  const { account, session } = await newMember(origin)
  expect(session).toMatchObject({ expiresIn: 3600, user: { name: 'Asha', email: account.email } })

  const login = await outsider(origin).call<Session>('/v1/auth/login', {
    body: { email: ` ${account.email.toUpperCase()} `, password: account.password },
  })
  expect(login.status).toBe(200)
  const me = await outsider(origin, login.body.accessToken).call('/v1/auth/me')
  expect(me.body).toEqual({ user: session.user, workspace: session.workspace })
})

test('an address has one account, also when two register at once', async () => {
  const { origin } = cloud()
  const account = { name: 'Two', email: 'two@example.in', password: 'a-long-password' }
  const answers = await Promise.all(
    [1, 2].map(() => outsider(origin).refused('/v1/auth/register', { body: account })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  const refused = answers.find(({ status }) => status === 409)
  expect(refused?.body.error).toMatchObject({ code: 'email_taken', fields: [{ path: 'email' }] })
})

test('a wrong password and an unknown address get the same answer', async () => {
  const { origin } = cloud()
  const { account } = await newMember(origin)
  const wrong = await outsider(origin).refused('/v1/auth/login', {
    body: { email: account.email, password: 'wrong' },
  })
  const unknown = await outsider(origin).refused('/v1/auth/login', {
    body: { email: 'nobody@example.in', password: 'wrong' },
  })
  expect(wrong.status).toBe(401)
  expect({ ...wrong.body.error, requestId: '' }).toEqual({ ...unknown.body.error, requestId: '' })
})

test.each([
  [{ email: 'a@example.in', password: 'long-enough' }, ['name']],
  [{ name: 'A', email: 'not-an-address', password: 'short' }, ['email', 'password']],
  [{ name: 'A', email: 'a@example.in', password: 'अ'.repeat(25) }, ['password']],
  [{ name: 'A', email: 'a@example.in', password: 'long-enough', admin: true }, ['admin']],
])('register refuses %j and names %j', async (body, paths) => {
  const answer = await outsider(cloud().origin).refused('/v1/auth/register', { body })
  expect(answer.status).toBe(400)
  expect(answer.body.error.fields?.map(({ path }) => path).sort()).toEqual(paths)
})

test('the published key is the one that tokens are signed with', async () => {
  const { origin } = cloud()
  const { session } = await newMember(origin)
  const { body } = await outsider(origin).call<{ keys: { kid: string }[] }>('/v1/auth/jwks')
  const [header = ''] = session.accessToken.split('.')
  expect(JSON.parse(Buffer.from(header, 'base64url').toString()).kid).toBe(body.keys[0]?.kid)
})

test.each(['', 'nonsense', 'eyJhbGciOiJub25lIn0.e30.'])('the token %j opens nothing', async (token) => {
  const answer = await outsider(cloud().origin, token).refused('/v1/brands')
  expect(answer.status).toBe(401)
  expect(answer.body.error.code).toBe('unauthorized')
})

test('a token that was changed by one character opens nothing', async () => {
  const { origin } = cloud()
  const { session } = await newMember(origin)
  const [head, claims = '', signature] = session.accessToken.split('.')
  const forged = Buffer.from(claims, 'base64url').toString().replace('"access"', '"acces5"')
  const token = [head, Buffer.from(forged).toString('base64url'), signature].join('.')
  expect((await outsider(origin, token).refused('/v1/brands')).status).toBe(401)
})
