import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Cloud } from '../../../local/cloud.ts'
import { mailsAbout } from '../people/links.ts'
import type { newcomer } from '../people/newcomer.ts'
import { authenticator } from '../people/totp.ts'
import { giveLogin, patience } from './person.ts'

type Inbox = Pick<Cloud, 'mailbox'>
type Newcomer = ReturnType<typeof newcomer>

/** Opens the link of the newest mail about something, as somebody does who presses it. */
export async function openMailedLink(page: Page, inbox: Inbox, email: string, subject: string, count = 1) {
  const mails = await mailsAbout(inbox, email, subject, count)
  const [link] = /https?:\S+#token=\S+/.exec(mails.at(-1)?.text ?? '') ?? []
  if (!link) throw new Error(`no link in the mail "${subject}"`)
  await page.goto(link)
}

/** Asks for an account in the form, which is open, and waits for the words that a mail is on its way. */
export async function askForAccount(page: Page, { name, email, password }: Newcomer) {
  await page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Make an account' }).click()
  await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor()
}

/** Says by the password who asked for the account; the link that confirms the address is open. */
export async function confirm(page: Page, who: Newcomer) {
  await page.getByLabel('Password', { exact: true }).fill(who.password)
  await page.getByRole('button', { name: 'Confirm', exact: true }).click()
  await page.getByText(`Your e-mail ${who.email} is confirmed.`).waitFor()
}

/** Follows the link that confirms the address, and logs in from there. */
export async function confirmAndLogIn(page: Page, inbox: Inbox, who: Newcomer) {
  await openMailedLink(page, inbox, who.email, 'Confirm your e-mail address')
  await confirm(page, who)
  await page.getByRole('link', { name: 'Log in' }).click()
  expect(await page.getByRole('textbox', { name: 'E-mail' }).inputValue()).toBe(who.email)
  await giveLogin(page, who)
}

/** Opens a page of the settings as one does from anywhere. */
export async function openSettings(page: Page, place: string, heading = place) {
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: place }).click()
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
}

/** Begins to set the second factor up on the open page of the settings, and gives the app that has read the key. */
export async function addToApp(page: Page) {
  await page.getByRole('button', { name: 'Set up' }).click()
  await page.getByRole('heading', { name: 'Add Dhol to your app' }).waitFor()
  return authenticator((await page.locator('code').innerText()).replaceAll(' ', ''))
}

/** Sets the second factor up, and stops where the recovery codes are shown. */
export async function turnSecondFactorOn(page: Page) {
  const app = await addToApp(page)
  await page.getByRole('textbox', { name: 'Code from the app' }).fill(await app.freshCode())
  await page.getByRole('button', { name: 'Turn on' }).click()
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await codes.first().waitFor()
  return { app, recoveryCodes: await codes.allInnerTexts() }
}

/** Goes to another workspace by the menu of the page. */
export async function switchTo(page: Page, workspace: string) {
  await page.getByTestId('workspace').click()
  await page.getByRole('menuitem', { name: workspace }).click()
  await workspaceIs(page, workspace)
}

/** Waits until the tab is in this workspace. */
export const workspaceIs = (page: Page, workspace: string) =>
  expect.poll(() => page.getByTestId('workspace').textContent(), patience).toBe(workspace)

/** Waits until the page asks to log in. */
export const isLoggedOut = (page: Page) => page.getByRole('heading', { name: 'Log in' }).waitFor()
