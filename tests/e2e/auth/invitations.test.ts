import type { Locator, Page, Route } from 'playwright-core'
import { expect, test } from 'vitest'
import { testBrowser, violationsInHindi, violationsOf } from '../../support/browser/browser.ts'
import { openMailedLink, workspaceIs } from '../../support/browser/identity-person.ts'
import { giveLogin, logIn, patience } from '../../support/browser/person.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { newColleague, newMember } from '../../support/people/client.ts'
import { mailsTo } from '../../support/people/links.ts'
import { newcomer, registerAndLogIn } from '../../support/people/newcomer.ts'

const cloud = testCloud()
const openPage = testBrowser()

/** Somebody gets an invitation into a workspace of the name Chai Point, and has its link open on these pages. */
const follow = async (email: string, ...pages: Page[]) => {
  const owner = await newMember(cloud())
  await owner.call('/v1/workspace/rename', { body: { name: 'Chai Point' } })
  await owner.call('/v1/invitations', { body: { email, role: 'editor' } })
  for (const page of pages) await openMailedLink(page, cloud(), email, 'You are invited')
}

const hasFocus = async (place: Locator) => {
  await place.waitFor()
  await expect
    .poll(() => place.evaluate((element) => element === element.ownerDocument.activeElement), patience)
    .toBe(true)
}

const register = async (page: Page, { name, password }: { name: string; password: string }) => {
  await page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Make the account and join' }).click()
}

test('somebody without an account makes one at the invitation, and is in the workspace by one mail', async () => {
  const guest = newcomer('Ravi')
  const page = await openPage({ viewport: { width: 360, height: 780 } })
  await follow(guest.email, page)
  const email = page.getByRole('textbox', { name: 'E-mail' })
  await email.waitFor()
  expect(await email.inputValue()).toBe(guest.email)
  expect(await email.isEditable()).toBe(false)

  await page.getByRole('button', { name: 'हिं, हिन्दी' }).click()
  await page.getByRole('button', { name: 'खाता बनाकर शामिल हों' }).waitFor()
  expect(await violationsInHindi(page)).toEqual([])
  await page.getByRole('button', { name: 'EN, English' }).click()
  await register(page, { ...guest, password: 'ravi.ravi' })
  await page.getByText('Leave out your name and e-mail address').waitFor()
  expect(await violationsOf(page)).toEqual([])

  await register(page, guest)
  await workspaceIs(page, 'Chai Point')
  expect(page.url()).toBe(`${cloud().origin}/`)
  await page.getByRole('heading', { name: 'What shall we make?' }).waitFor()
  expect(await mailsTo(cloud(), guest.email)).toHaveLength(1)
  await page.reload()
  await workspaceIs(page, 'Chai Point')
})

test('somebody with an account logs in and accepts, in two tabs too', async () => {
  const { account } = await newColleague(cloud())
  const page = await openPage()
  const other = await page.context().newPage()
  await follow(account.email, page)
  await page.getByRole('link', { name: 'Log in to accept it' }).click()
  expect(await page.getByRole('textbox', { name: 'E-mail' }).inputValue()).toBe(account.email)
  await giveLogin(page, account)
  const accept = (tab: Page) => tab.getByRole('button', { name: 'Accept the invitation' })
  await accept(page).waitFor()
  await openMailedLink(other, cloud(), account.email, 'You are invited')
  await accept(other).waitFor()
  for (const tab of [page, other]) {
    await accept(tab).click()
    await workspaceIs(tab, 'Chai Point')
  }
})

test('an account that is made while the answer is lost is found by pressing again', async () => {
  const guest = newcomer('Ravi')
  const page = await openPage()
  await follow(guest.email, page)
  const lose = async (route: Route) => {
    expect((await route.fetch()).status()).toBe(201)
    await route.abort()
  }
  await page.route('**/v1/invitations/register', lose, { times: 1 })
  await register(page, guest)
  await page.getByText('Dhol cannot be reached.').waitFor()
  await page.getByRole('button', { name: 'Make the account and join' }).click()
  await workspaceIs(page, 'Chai Point')
  await page.getByRole('heading', { name: 'What shall we make?' }).waitFor()
})

test('an account that is made, but not logged in, waits at the log-in', async () => {
  const guest = newcomer('Ravi')
  const page = await openPage()
  await follow(guest.email, page)
  await page.route('**/v1/auth/session/login', (route) => route.abort(), { times: 1 })
  await register(page, guest)
  await page.getByText('Your account is made, and you belong to the workspace.').waitFor()
  expect(page.url()).toBe(`${cloud().origin}/login`)
  expect(await page.getByRole('textbox', { name: 'E-mail' }).inputValue()).toBe(guest.email)
  expect(await violationsOf(page)).toEqual([])
  await giveLogin(page, guest)
  await workspaceIs(page, 'Chai Point')
})

test('a link that was used up by somebody with another password is a problem, which has the focus', async () => {
  const guest = newcomer('Ravi')
  const page = await openPage()
  const other = await page.context().newPage()
  await follow(guest.email, page, other)
  await page.getByRole('button', { name: 'Make the account and join' }).waitFor()
  await other.route('**/v1/auth/session/login', (route) => route.abort(), { times: 1 })
  await register(other, { ...guest, password: 'quilt anchor mango 55' })
  await other.getByText('Your account is made').waitFor()
  await register(page, guest)
  await page.getByText('If you have accepted the invitation already, just log in.').waitFor()
  await hasFocus(page.getByRole('heading', { name: 'This link does not work' }))
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
  expect(await violationsOf(page)).toEqual([])
})

test('somebody else who is logged in logs out, and makes the account that it is for', async () => {
  const guest = newcomer('Ravi')
  const member = await newMember(cloud())
  const page = await openPage()
  await logIn(page, cloud().origin, member)
  await follow(guest.email, page)
  await page
    .getByText(`You are logged in as ${member.account.email}. Log out, then make the account`)
    .waitFor()
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Log out' }).click()
  await register(page, guest)
  await workspaceIs(page, 'Chai Point')
})

test('somebody else who is logged in logs out, and logs in as the one whom it is for', async () => {
  const { account } = await newColleague(cloud())
  const page = await openPage()
  await logIn(page, cloud().origin, await newMember(cloud()))
  await follow(account.email, page)
  await page.getByText('Log out, then log in with the address of the invitation.').waitFor()
  await page.getByRole('button', { name: 'Log out' }).click()
  await page.getByRole('link', { name: 'Log in to accept it' }).click()
  await giveLogin(page, account)
  await page.getByRole('button', { name: 'Accept the invitation' }).click()
  await workspaceIs(page, 'Chai Point')
})

test('whoever got an account in the meantime is led to log in with it, and then accepts', async () => {
  const guest = newcomer('Ravi')
  const page = await openPage()
  await follow(guest.email, page)
  await page.getByRole('button', { name: 'Make the account and join' }).waitFor()
  await registerAndLogIn(cloud(), guest)
  await register(page, guest)
  await hasFocus(page.getByRole('heading', { name: 'This address has an account by now' }))
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('link', { name: 'Log in to accept it' }).click()
  await giveLogin(page, guest)
  await page.getByRole('button', { name: 'Accept the invitation' }).click()
  await workspaceIs(page, 'Chai Point')
})
