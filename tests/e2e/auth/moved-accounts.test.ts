import { expect, test } from 'vitest'
import { testBrowser, violationsOf } from '../../support/browser/browser.ts'
import {
  isLoggedOut,
  openMailedLink,
  openSettings,
  workspaceIs,
} from '../../support/browser/identity-person.ts'
import { giveLogin, logIn } from '../../support/browser/person.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { newMember } from '../../support/people/client.ts'
import { newcomer } from '../../support/people/newcomer.ts'

const cloud = testCloud()
const openPage = testBrowser()

test('another e-mail counts once its link was opened and confirmed, and the old one takes the account back', async () => {
  const member = await newMember(cloud())
  const { account } = member
  const { email } = newcomer()
  const [page, mailbox] = [await openPage(), await openPage()]
  await logIn(page, cloud().origin, member)
  await openSettings(page, 'Security')
  await page.getByRole('textbox', { name: 'New e-mail' }).fill(email)
  await page.getByRole('button', { name: 'Send a link' }).click()
  await page.getByText(`We sent a link to ${email}.`).waitFor()

  await openMailedLink(mailbox, cloud(), email, 'Confirm your new address')
  await mailbox.getByText('Open this link in the browser where you asked for it').waitFor()
  expect(await violationsOf(mailbox)).toEqual([])
  await openMailedLink(page, cloud(), email, 'Confirm your new address')
  await page.getByText(`You log in with ${account.email} now.`).waitFor()
  await page.getByRole('button', { name: 'Use the new address' }).click()
  await page.getByText(`Your e-mail ${email} is confirmed.`).waitFor()
  await page.getByRole('link', { name: 'Go to the start' }).click()
  await page.getByRole('heading', { name: 'What shall we make?' }).waitFor()
  await page.getByRole('button', { name: 'Account', exact: true }).click()
  await page.getByRole('menu').getByText(email).waitFor()

  await openMailedLink(mailbox, cloud(), account.email, 'Your address was changed')
  await mailbox.getByRole('heading', { name: 'Take your account back' }).waitFor()
  expect(await violationsOf(mailbox)).toEqual([])
  const password = 'kettle sings at dawn 9'
  await mailbox.getByLabel('New password', { exact: true }).fill(password)
  await mailbox.getByRole('button', { name: 'Take the account back' }).click()
  await mailbox.getByText('The new password holds').waitFor()
  expect(await mailbox.getByRole('textbox', { name: 'E-mail' }).inputValue()).toBe(account.email)
  await page.goto(cloud().origin)
  await isLoggedOut(page)
  await giveLogin(mailbox, { ...account, password })
  await workspaceIs(mailbox, 'Chai Point')
})

test('whoever did not want an account at their address sends it away with a press', async () => {
  const member = await newMember(cloud())
  const { email } = newcomer()
  const [page, mailbox] = [await openPage(), await openPage()]
  await logIn(page, cloud().origin, member)
  await member.call('/v1/auth/email/change', { body: { email } })
  await openMailedLink(page, cloud(), email, 'Confirm your new address')
  await page.getByRole('button', { name: 'Use the new address' }).click()
  await page.getByText('This link works only where you asked for it.').waitFor()

  await page.getByRole('link', { name: 'Go to the start' }).click()
  await openSettings(page, 'Security')
  await page.getByRole('textbox', { name: 'New e-mail' }).fill(email)
  await page.getByRole('button', { name: 'Send a link' }).click()
  await openMailedLink(page, cloud(), email, 'Confirm your new address', 2)
  await page.getByRole('button', { name: 'Use the new address' }).click()
  await page.getByText(`Your e-mail ${email} is confirmed.`).waitFor()
  await openMailedLink(mailbox, cloud(), email, 'A Dhol account has your address now')
  await mailbox.getByRole('heading', { name: 'An account that is not yours' }).waitFor()
  expect(await violationsOf(mailbox)).toEqual([])
  await mailbox.getByRole('button', { name: 'It is not mine' }).click()
  await mailbox.getByText(`No account has ${email} any more.`).waitFor()
  await mailbox.getByRole('link', { name: 'Make an account' }).click()
  expect(await mailbox.getByRole('textbox', { name: 'E-mail' }).inputValue()).toBe(email)
})
