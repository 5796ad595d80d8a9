import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { complaintsOf, testBrowser, violationsOf } from '../../support/browser/browser.ts'
import { openSettings } from '../../support/browser/identity-person.ts'
import { logIn, patience } from '../../support/browser/person.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { logIn as callLogIn, newMember } from '../../support/people/client.ts'
import { newAddress } from '../../support/people/newcomer.ts'
import { sessionsOf } from '../../support/people/sessions.ts'

const cloud = testCloud()
const { useStolenCookie } = sessionsOf(cloud)
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
  await page.getByRole('button', { name: 'Show more' }).press('Enter')
  await page.getByRole('status').getByText('6 entries shown').waitFor()
  expect(await entries.count()).toBe(6)
  await expect.poll(() => hasFocus(entries.nth(5)), patience).toBe(true)
  expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0)

  await page.getByLabel('New password', { exact: true }).fill('kettle sings at dawn 9')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByText('Your password is changed.').waitFor()
  await expect.poll(() => entries.first().innerText(), patience).toMatch(/^Changed the password\n/)
  expect(await violationsOf(page)).toEqual([])
  expect(complaints).toEqual([])
})

const hasFocus = (place: Locator) =>
  place.evaluate((element) => element === element.ownerDocument.activeElement)

/** Whether somebody sees the middle of it: inside the window, and covered by nothing. */
const isInView = (place: Locator) =>
  place.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect()
    return element.contains(element.ownerDocument.elementFromPoint(x + width / 2, y + height / 2))
  })

test('a log-in that was stolen is a warning, with the way to another password', async () => {
  const member = await newMember(cloud())
  for (let time = 0; time < 3; time++) await callLogIn(cloud().origin, member.account)
  await useStolenCookie(member)
  const page = await openPage(phone)
  await logIn(page, cloud().origin, member)
  await openSettings(page, 'Security')
  const warning = entriesOf(page).filter({ hasText: 'We logged a device out to be safe' })
  await warning.getByText('Change your password now').waitFor()
  expect(await violationsOf(page)).toEqual([])
  const link = warning.getByRole('link', { name: 'Change the password' })
  const password = page.getByLabel('New password', { exact: true })
  await link.scrollIntoViewIfNeeded()
  expect(await isInView(password)).toBe(false)
  await link.click()
  await page.waitForURL(`${cloud().origin}/settings/security#password`)
  await expect.poll(() => isInView(password), patience).toBe(true)
  await page.keyboard.press('Tab')
  expect(await hasFocus(password)).toBe(true)

  await page.keyboard.type('kettle sings at dawn 9')
  await page.keyboard.press('Enter')
  await expect.poll(() => entriesOf(page).first().innerText(), patience).toMatch(/^Changed the password\n/)
  expect(await entriesOf(page).filter({ hasText: 'We logged a device out to be safe' }).count()).toBe(1)
  expect(await page.getByText('Change your password now').count()).toBe(0)
})
