import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { sessionOf } from '../support/access-tokens.ts'
import { asSuperuser } from '../support/accounts.ts'
import { complaintsOf, testBrowser, violationsOf } from '../support/browser.ts'
import { logIn as callLogIn, newMember } from '../support/client.ts'
import { testCloud } from '../support/cloud.ts'
import { openSettings } from '../support/identity-person.ts'
import { newAddress } from '../support/newcomer.ts'
import { logIn, patience } from '../support/person.ts'
import { refresh } from '../support/tabs.ts'

const cloud = testCloud()
const openPage = testBrowser()

const phone = { viewport: { width: 360, height: 780 } }
const entriesOf = (page: Page) => page.getByRole('list', { name: 'Recent activity' }).getByRole('listitem')

test('what was done with an account is told newest first, from where, and page by page', async () => {
  const member = await newMember(cloud())
  const address = newAddress()
  for (let time = 0; time < 4; time++) await callLogIn(cloud().origin, { ...member.account, address })
  const page = await openPage(phone)
  const complaints = await complaintsOf(page)
  await logIn(page, cloud().origin, member)
  await openSettings(page, 'Security')
  const entries = entriesOf(page)
  await expect.poll(() => entries.count(), patience).toBe(5)
  expect(await entries.first().innerText()).toMatch(/^Logged in from Chrome, Linux\n+.* \d{4}, .*\nFrom 10\./)
  expect(await entries.nth(1).innerText()).toContain(`From ${address}`)
  await page.getByRole('button', { name: 'Show more' }).click()
  await expect.poll(() => entries.count(), patience).toBe(6)
  expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0)

  await page.getByLabel('New password', { exact: true }).fill('kettle sings at dawn 9')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByText('Your password is changed.').waitFor()
  await expect.poll(() => entries.first().innerText(), patience).toMatch(/^Changed the password\n/)
  expect(await violationsOf(page)).toEqual([])
  expect(complaints).toEqual([])
})

/** As a thief does who has the cookie of somebody's browser, some time after that browser has used it. */
const useStolenCookie = async ({ cookie, session }: Awaited<ReturnType<typeof newMember>>) => {
  await refresh(cloud().origin, cookie)
  await asSuperuser(
    cloud().databaseUrl,
    `update auth.refresh_tokens set used_at = now() - interval '1 minute' where session_id = $1 and used_at is not null`,
    [sessionOf(session.accessToken)],
  )
  await refresh(cloud().origin, cookie)
}

test('a log-in that was stolen is a warning, with the way to another password', async () => {
  const member = await newMember(cloud())
  await useStolenCookie(member)
  const page = await openPage(phone)
  await logIn(page, cloud().origin, member)
  await openSettings(page, 'Security')
  const warning = entriesOf(page).filter({ hasText: 'We signed a device out to be safe' })
  await warning.getByText('Change your password now').waitFor()
  expect(await violationsOf(page)).toEqual([])
  await warning.getByRole('link', { name: 'Change the password' }).click()
  await page.waitForURL(`${cloud().origin}/settings/security#password`)
})
