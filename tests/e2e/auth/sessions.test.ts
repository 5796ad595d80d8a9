import type { Page, Request } from 'playwright-core'
import { expect, test } from 'vitest'
import { testBrowser } from '../../support/browser/browser.ts'
import { isLoggedOut, openSettings } from '../../support/browser/identity-person.ts'
import { lineBecomes, logIn } from '../../support/browser/person.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { newMember } from '../../support/people/client.ts'
import { newAddress } from '../../support/people/newcomer.ts'

const cloud = testCloud()
const openPage = testBrowser()

const seesBrief = (page: Page) => page.getByRole('heading', { name: 'What shall we make?' }).waitFor()

const pathOf = (request: Request) => new URL(request.url()).pathname

test('the cookie is out of reach of scripts and other sites, and no token is stored', async () => {
  const page = await openPage()
  const asked: Request[] = []
  page.on('requestfinished', (request) => asked.push(request))
  await logIn(page, cloud().origin, await newMember(cloud()))
  await page.reload()
  await seesBrief(page)

  const cookies = await page.context().cookies(`${cloud().origin}/v1/auth/session/refresh`)
  const safe = { path: '/v1/auth/session', httpOnly: true, secure: true, sameSite: 'Strict' }
  expect(cookies.toSorted((one, other) => (one.name < other.name ? -1 : 1))).toMatchObject([
    { name: expect.stringMatching(/^__Secure-dhol_device_/), ...safe },
    { name: '__Secure-dhol_refresh', ...safe },
  ])
  const sentTo = await Promise.all(
    asked.map(async (request) => ((await request.headerValue('cookie')) ? [pathOf(request)] : [])),
  )
  expect(asked.map(pathOf)).toContain('/v1/auth/me')
  expect([...new Set(sentTo.flat())]).toEqual(['/v1/auth/session/refresh'])
  const seen = await page.evaluate<string>(
    'document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })',
  )
  expect(seen).toContain('dhol.scope')
  expect(seen).not.toMatch(/eyJ|dhol_(refresh|device)/)
})

test('two tabs that are loaded again at the same moment both stay logged in', async () => {
  const first = await openPage()
  await logIn(first, cloud().origin, await newMember(cloud()))
  const second = await first.context().newPage()
  await second.goto(cloud().origin)
  for (let rounds = 0; rounds < 3; rounds += 1) {
    await Promise.all([first.reload(), second.reload()])
    await Promise.all([seesBrief(first), seesBrief(second)])
  }
})

test('a device that is logged out from another one stands at the log-in by itself', async () => {
  const member = await newMember(cloud())
  const lostAt = newAddress()
  const lost = await openPage({ extraHTTPHeaders: { 'x-forwarded-for': lostAt } })
  const kept = await openPage()
  await logIn(lost, cloud().origin, member)
  await lineBecomes(lost, 'live')
  await logIn(kept, cloud().origin, member)

  await openSettings(kept, 'Security')
  const devices = kept.getByRole('region', { name: 'Where you are logged in' })
  const row = devices.getByRole('listitem').filter({ hasText: lostAt })
  await row.getByRole('button', { name: /^Log out Chrom/ }).click()
  await lost.getByText('somebody ended it from another device').waitFor({ timeout: 10_000 })
  await isLoggedOut(lost)
  await kept.getByText(/is logged out\.$/).waitFor()
  expect(await row.count()).toBe(0)
  await kept.reload()
  await kept.getByRole('heading', { name: 'Security' }).waitFor()
})

test('who logs out in one tab is logged out in the other, and the way back leads nowhere', async () => {
  const page = await openPage()
  await logIn(page, cloud().origin, await newMember(cloud()))
  const other = await page.context().newPage()
  await other.goto(`${cloud().origin}/gallery`)
  await other.getByRole('heading', { name: 'Gallery' }).waitFor()
  await page.getByRole('button', { name: 'Account', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Log out' }).click()
  await isLoggedOut(page)
  await other.getByText('You logged out in another tab.').waitFor()
  await other.reload()
  await isLoggedOut(other)
  const cookies = await page.context().cookies(`${cloud().origin}/v1/auth/session/refresh`)
  // The device stays known: its owner is not held up by strangers who guess.
  expect(cookies.map(({ name }) => name)).toEqual([expect.stringMatching(/^__Secure-dhol_device_/)])
})
