import { createPublicKey } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { logOut, refresh } from '../../../support/browser/tabs.ts'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { privateKeyOf, readToken } from '../../../support/people/access-tokens.ts'
import { asSuperuser } from '../../../support/people/accounts.ts'
import { newColleague, outsider } from '../../../support/people/client.ts'
import { newAddress } from '../../../support/people/newcomer.ts'

const cloud = testCloud()
let me: Awaited<ReturnType<typeof newColleague>>
let token: ReturnType<typeof readToken>
beforeAll(async () => {
  me = await newColleague(cloud())
  token = readToken(me.session.accessToken)
})

/** An address of its own for each, so that what was refused before has no part in the answer. */
const ask = (token: string, path = '/v1/auth/me') =>
  outsider(cloud().origin, token, newAddress()).refused(path)

test('the published keys are the ones that tokens are signed with', async () => {
  const { kid } = token.header
  const { body } = await outsider(cloud().origin).call<{ keys: { kid: string; n: string }[] }>(
    '/v1/auth/jwks',
  )
  const published = body.keys.find((key) => key.kid === kid)
  expect(published?.n).toBe(createPublicKey(privateKeyOf(cloud(), String(kid))).export({ format: 'jwk' }).n)
  expect(JSON.stringify(body)).not.toMatch(/"(d|p|q|dp|dq|qi)":/)
})

test('a token says who, where, for whom and for how long, and nothing else', () => {
  const { header, claims } = token
  expect(header).toEqual({ alg: 'RS256', typ: 'JWT', kid: expect.any(String) })
  expect(claims).toEqual({
    iss: expect.any(String),
    aud: 'dhol-api',
    sub: me.account.id,
    session: expect.stringMatching(/^ses_/),
    workspace: me.workspaceId,
    tier: 'starter',
    use: 'access',
    jti: expect.any(String),
    iat: expect.any(Number),
    exp: Number(claims.iat) + 3600,
  })
})

describe('a secret in the place of another', () => {
  test('a refresh token opens no endpoint', async () => {
    const { cookie } = await newColleague(cloud())
    const { status, body } = await ask(cookie.split('=')[1] ?? '')
    expect([status, body.error.code]).toEqual([401, 'unauthorized'])
  })

  test('an access token renews nothing', async () => {
    const { session } = await newColleague(cloud())
    const answer = await refresh(cloud().origin, `__Secure-dhol_refresh=${session.accessToken}`)
    expect([answer.status, answer.body.error.code]).toEqual([401, 'unauthorized'])
  })

  test('a cookie is no token, and a token in the address is none', async () => {
    const { cookie, session } = await newColleague(cloud())
    const somebody = outsider(cloud().origin, undefined, newAddress())
    expect((await somebody.call('/v1/auth/me', { headers: { cookie } })).status).toBe(401)
    expect((await somebody.call(`/v1/auth/me?access_token=${session.accessToken}`)).status).toBe(401)
    const basic = { authorization: `Basic ${session.accessToken}` }
    expect((await somebody.call('/v1/auth/me', { headers: basic })).status).toBe(401)
  })

  test.each(['dhol_', `dhol_${'A'.repeat(43)}`, 'dhol_%00'])('the key %s opens nothing', async (key) => {
    const { status, body } = await ask(key, '/v1/brands')
    expect([status, body.error.code]).toEqual([401, 'unauthorized'])
  })
})

describe('a true token stops at once', () => {
  test('when its session ends', async () => {
    const { cookie, session } = await newColleague(cloud())
    expect((await ask(session.accessToken)).status).toBe(200)
    await logOut(cloud().origin, cookie)
    for (const path of ['/v1/auth/me', '/v1/brands', '/v1/audit']) {
      expect((await ask(session.accessToken, path)).status).toBe(401)
    }
  })

  test('when the person leaves its workspace', async () => {
    const { account, session, workspaceId } = await newColleague(cloud(), { role: 'editor' })
    expect((await ask(session.accessToken, '/v1/brands')).status).toBe(200)
    await asSuperuser(
      cloud().databaseUrl,
      'delete from auth.members where workspace_id = $1 and user_id = $2',
      [workspaceId, account.id],
    )
    const { status, body } = await ask(session.accessToken, '/v1/brands')
    expect([status, body.error.code]).toEqual([403, 'no_workspace'])
    expect((await ask(session.accessToken)).status).toBe(200)
  })
})
