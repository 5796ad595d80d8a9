import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ErrorBody } from '../../../../contracts/common.ts'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { accountRequests } from '../../../support/people/account-requests.ts'
import { type Answer, outsider } from '../../../support/people/client.ts'
import { madeUpToken, mailedToken } from '../../../support/people/links.ts'
import { newcomer } from '../../../support/people/newcomer.ts'
import { secondFactorsOf } from '../../../support/people/second-factor.ts'

const cloud = testCloud()
const { forgot, tryLogIn } = accountRequests(cloud)
const { withSecondFactor } = secondFactorsOf(cloud)

const place = '2001:db8:9:9::7'
const network = '2001:db8:9:9::/64'
const hashOf = (email: string) => createHash('sha256').update(email).digest('base64url')

type Line = { message: string; requestId: string; route: string; emailHash?: string; network: string }

/** What the log keeps of who was not let in by this request. */
function traceOf({ body }: Answer<ErrorBody>) {
  const file = readFileSync(join(cloud().logsDir, 'dhol-local-auth-api.jsonl'), 'utf8')
  const lines: Line[] = file
    .split('\n')
    .filter((line) => line.includes('"not let in"'))
    .map((line) => JSON.parse(line))
  const { route, ...found } = lines.find(({ requestId }) => requestId === body.error.requestId) ?? {}
  return { ...found, route: route?.split('/').slice(-2).join('/') }
}

test('a try that is refused leaves whom, from where, why and in which request', async () => {
  const me = await withSecondFactor()
  const { email, password } = me.account
  const signUp = newcomer()
  const visitor = outsider(cloud().origin, undefined, place)
  const person = outsider(cloud().origin, me.session.accessToken, place)
  const reset = (token: string) =>
    visitor.refused('/v1/auth/password/reset', { body: { token, password: 'kettle sings at dawn 9' } })
  await forgot(email)
  const used = await mailedToken(cloud(), email, 'A new password')
  const weak = await visitor.refused('/v1/auth/password/reset', { body: { token: used, password: email } })
  expect(traceOf(weak)).toMatchObject({
    route: 'password/reset',
    emailHash: hashOf(email),
    code: 'invalid_input',
  })

  const wrong = 'not the lantern'
  const refusals: [Answer<ErrorBody>, route: string, code: string, email?: string][] = [
    [
      await tryLogIn({ email: ` ${email.toUpperCase()}`, password: wrong }, place),
      'session/login',
      'wrong_login',
      email,
    ],
    [await tryLogIn({ email, password }, place), 'session/login', 'code_required', email],
    [
      await tryLogIn({ email, password, code: me.app.usedCode() }, place),
      'session/login',
      'code_wrong',
      email,
    ],
    [await tryLogIn(signUp, place), 'session/login', 'wrong_login', signUp.email],
    [
      await person.refused('/v1/auth/step-up', { body: { code: me.app.usedCode() } }),
      'auth/step-up',
      'code_wrong',
      email,
    ],
    [
      await person.refused('/v1/auth/second-factor/confirm', { body: { code: '123456' } }),
      'second-factor/confirm',
      'second_factor_on',
      email,
    ],
    [await reset(madeUpToken), 'password/reset', 'link_invalid'],
  ]
  for (const [answer, route, code, whom] of refusals) {
    expect(traceOf(answer)).toMatchObject({ route, code, network })
    expect(traceOf(answer).emailHash).toBe(whom && hashOf(whom))
    expect(JSON.stringify(traceOf(answer))).not.toContain(email)
  }
})

test('what the contract refuses leaves none: nothing was tried', async () => {
  const odd = await tryLogIn({ email: 'no address', password: 'x' }, place)
  expect(odd.status).toBe(400)
  expect(traceOf(odd)).toEqual({ route: undefined })
})
