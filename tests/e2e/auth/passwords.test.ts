import type { Route } from 'playwright-core'
import { expect, test } from 'vitest'
import { testBrowser, violationsOf } from '../../support/browser/browser.ts'
import {
  askForAccount,
  isLoggedOut,
  openMailedLink,
  workspaceIs,
} from '../../support/browser/identity-person.ts'
import { giveLogin, lineBecomes, logIn } from '../../support/browser/person.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { newMember } from '../../support/people/client.ts'
import { mailsAbout } from '../../support/people/links.ts'
import { newcomer } from '../../support/people/newcomer.ts'

const cloud = testCloud()
const openPage = testBrowser()

test('whoever guesses is told how long to wait, and then gets in with the right password', async () => {
  const { account } = await newMember(cloud())
  const page = await openPage()
  await page.goto(`${cloud().origin}/login`)
  const button = page.getByRole('button', { name: 'Log in' })
  const wait = page.getByRole('alert').getByText(/Try again in \d+ seconds?\./)
  const wrong = page.getByText('do not belong together')
  for (let guesses = 0; guesses < 12 && !(await wait.first().isVisible()); guesses += 1) {
    await giveLogin(page, { ...account, password: `guess number ${guesses}` })
    await wrong.or(wait.first()).first().waitFor()
  }
  await wait.first().waitFor()
  expect(await button.isDisabled()).toBe(true)

  await page.getByText('You can try again now.').waitFor()
  await giveLogin(page, account)
  await page.getByRole('heading', { name: 'What shall we make?' }).waitFor()
})

test('a forgotten password is set anew by the link of a mail, which ends every session and works once', async () => {
  const member = await newMember(cloud())
  const account = { ...member.account, password: 'kettle sings at dawn 9' }
  const elsewhere = await openPage()
  await logIn(elsewhere, cloud().origin, member)
  await lineBecomes(elsewhere, 'live')

  const page = await openPage()
  await page.goto(`${cloud().origin}/login`)
  await page.getByRole('textbox', { name: 'E-mail' }).fill(account.email)
  await page.getByRole('link', { name: 'Forgot the password?' }).click()
  expect(await page.getByRole('textbox', { name: 'E-mail' }).inputValue()).toBe(account.email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await page.getByText('is on its way').waitFor()

  await openMailedLink(page, cloud(), account.email, 'A new password')
  await page.waitForURL(`${cloud().origin}/reset`)
  const password = page.getByLabel('New password', { exact: true })
  await password.fill('password1234')
  await page.getByRole('button', { name: 'Save the password' }).click()
  await page.getByText('Many people use this password or one like it.').waitFor()
  await password.fill(account.password)
  await page.getByRole('button', { name: 'Save the password' }).click()
  await page.getByText('The new password holds').waitFor()
  await isLoggedOut(elsewhere)

  await giveLogin(page, member.account)
  await page.getByText('do not belong together').waitFor()
  await giveLogin(page, account)
  await workspaceIs(page, 'Chai Point')

  await openMailedLink(page, cloud(), account.email, 'A new password')
  await page.getByLabel('New password', { exact: true }).fill('quilt anchor mango 55')
  await page.getByRole('button', { name: 'Save the password' }).click()
  await page.getByRole('heading', { name: 'This link does not work' }).waitFor()
})

test('whose answer about a new password was lost is told to log in with it', async () => {
  const member = await newMember(cloud())
  const account = { ...member.account, password: 'kettle sings at dawn 9' }
  const page = await openPage()
  await page.goto(`${cloud().origin}/forgot`)
  await page.getByRole('textbox', { name: 'E-mail' }).fill(account.email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await openMailedLink(page, cloud(), account.email, 'A new password')
  const lose = async (route: Route) => {
    expect((await route.fetch()).ok()).toBe(true)
    await route.abort()
  }
  await page.route('**/v1/auth/password/reset', lose, { times: 1 })
  await page.getByLabel('New password', { exact: true }).fill(account.password)
  await page.getByRole('button', { name: 'Save the password' }).click()
  await page.getByText('Dhol cannot be reached.').waitFor()
  await page.getByRole('button', { name: 'Save the password' }).click()
  await page.getByText('If you have set the new password already, just log in.').waitFor()
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('link', { name: 'Log in' }).click()
  await giveLogin(page, account)
  await workspaceIs(page, 'Chai Point')
})

test('who has an account already reads the same words, and only the mail says so', async () => {
  const { account } = await newMember(cloud())
  const page = await openPage()
  await page.goto(`${cloud().origin}/register`)
  await askForAccount(page, { ...newcomer(), email: account.email })
  await page.getByText(`We have sent a mail to ${account.email}.`).waitFor()
  const [mail] = await mailsAbout(cloud(), account.email, 'You have an account already')
  expect(mail?.text).toContain(`${cloud().origin}/login`)
})
