import { expect, test } from 'vitest'
import { logOut } from '../../../support/browser/tabs.ts'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { newColleague } from '../../../support/people/client.ts'
import { sessionsOf } from '../../../support/people/sessions.ts'

const cloud = testCloud()
const { renew, endedWhy } = sessionsOf(cloud)

test('a cookie of a name without the prefix counts until it is renewed, and is taken away with it', async () => {
  const me = await newColleague(cloud())
  const old = me.cookie.replace('__Secure-', '')
  const taken = expect.stringMatching(/^dhol_refresh=;.*Max-Age=0$/)
  const next = await renew(old)
  expect(next.status).toBe(200)
  expect(next.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Secure-dhol_refresh=[\w-]{43};/),
    taken,
  ])
  const out = await logOut(cloud().origin, `${old}; ${next.cookie}`)
  expect(out.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Secure-dhol_refresh=;/), taken])
  expect(await endedWhy(me)).toBe('logged_out')
})
