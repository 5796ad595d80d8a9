import { expect, test } from 'vitest'
import type { Session } from '../../../../contracts/auth/auth.ts'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { sessionOf } from '../../../support/people/access-tokens.ts'
import { superuserOf } from '../../../support/people/accounts.ts'
import { newColleague } from '../../../support/people/client.ts'
import { sessionsOf } from '../../../support/people/sessions.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
const { renew, endedWhy } = sessionsOf(cloud)

const openedAgo = ({ session }: { session: Session }, time: string) =>
  superuser('update auth.sessions set created_at = now() - $2::interval where id = $1', [
    sessionOf(session.accessToken),
    time,
  ])

test('a session ends 180 days after it was opened, and its last token with it', async () => {
  const me = await newColleague(cloud())
  await openedAgo(me, '180 days -10 minutes')
  const last = await renew(me.cookie)
  expect(last.status).toBe(200)
  expect(last.body.expiresIn).toBeGreaterThan(500)
  expect(last.body.expiresIn).toBeLessThanOrEqual(600)
  const [, claims = ''] = last.body.accessToken.split('.')
  const { exp, iat } = JSON.parse(Buffer.from(claims, 'base64url').toString())
  expect(exp - iat).toBe(last.body.expiresIn)

  await openedAgo(me, '180 days')
  for (const cookie of [last.cookie, me.cookie]) {
    const refused = await renew(cookie)
    expect([refused.status, refused.body.error.code]).toEqual([401, 'unauthorized'])
    expect(refused.setCookie).toMatch(/^__Secure-dhol_refresh=;.*Max-Age=0/)
  }
  expect(await endedWhy(me)).toBeNull()
  expect(await cloud().invoke('auth/schedules/sweep-identity', {})).toMatchObject({ ok: true })
  expect(await endedWhy(me)).toBe('expired')
})

test('a session that somebody uses is not swept', async () => {
  const me = await newColleague(cloud())
  await openedAgo(me, '179 days')
  await cloud().invoke('auth/schedules/sweep-identity', {})
  expect(await endedWhy(me)).toBeNull()
  expect((await renew(me.cookie)).body.expiresIn).toBe(3600)
})
