import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { complaintsOf, testBrowser, violationsInHindi, violationsOf } from '../../support/browser/browser.ts'
import { openSettings, workspaceIs } from '../../support/browser/identity-person.ts'
import { giveLogin, logIn } from '../../support/browser/person.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { newMember } from '../../support/people/client.ts'

const cloud = testCloud()
const openPage = testBrowser()

/** What is wrong with the page in either language, which it is given back in English. */
async function flawsOf(page: Page, hindi: string) {
  const inEnglish = await violationsOf(page)
  await page.getByRole('button', { name: 'हिं, हिन्दी' }).click()
  await page.getByRole('button', { name: hindi }).waitFor()
  const inHindi = await violationsInHindi(page)
  await page.getByRole('button', { name: 'EN, English' }).click()
  return [...inEnglish, ...inHindi]
}

test('a workspace and an account are deleted, and come back', async () => {
  const member = await newMember(cloud())
  const page = await openPage()
  const complaints = await complaintsOf(page)
  await logIn(page, cloud().origin, member)
  const dialog = page.getByRole('dialog')

  await openSettings(page, 'Workspace')
  await page.getByRole('button', { name: 'Delete the workspace' }).click()
  const name = dialog.getByRole('textbox', { name: 'Type the name of the workspace: Chai Point' })
  await name.fill('Chai')
  await name.press('Enter')
  await dialog.getByText('Type it exactly like this: Chai Point').waitFor()
  expect(await violationsOf(page)).toEqual([])
  await name.fill('Chai Point')
  await name.press('Enter')
  await page.getByRole('heading', { name: 'You belong to no workspace yet' }).waitFor()
  await page.getByRole('link', { name: 'Restore a deleted workspace' }).click()
  await page.getByText('Deleted by Asha', { exact: false }).waitFor()
  expect(await flawsOf(page, 'Chai Point वापस लाएँ')).toEqual([])
  await page.getByRole('button', { name: 'Restore Chai Point' }).click()
  await workspaceIs(page, 'Chai Point')

  await openSettings(page, 'Security')
  await page.getByRole('button', { name: 'Delete account' }).click()
  await dialog.getByRole('listitem').filter({ hasText: 'Chai Point' }).waitFor()
  expect(await violationsOf(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Delete account' }).click()
  await page.getByText('Your account is deleted.', { exact: false }).waitFor()
  await giveLogin(page, member.account)
  await page.getByText(/^This account was deleted on \d+ /).waitFor()
  expect(await flawsOf(page, 'मेरा खाता वापस लाएँ')).toEqual([])
  await page.getByRole('button', { name: 'Restore my account' }).click()
  await workspaceIs(page, 'Chai Point')
  // The browser itself tells of what was refused, and of sockets: an end is remembered for a minute.
  const expected = /a status of 40|WebSocket connection .* HTTP Authentication failed/
  expect(complaints.filter((complaint) => !expected.test(complaint))).toEqual([])
})
