import { expect, test } from 'vitest'
import { complaintsOf, testBrowser, violationsOf } from '../../support/browser/browser.ts'
import {
  askForAccount,
  confirmAndLogIn,
  isLoggedOut,
  openMailedLink,
  openSettings,
  switchTo,
  turnSecondFactorOn,
  workspaceIs,
} from '../../support/browser/identity-person.ts'
import { describeBrand, generate, generationBecomes, giveLogin } from '../../support/browser/person.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { newcomer } from '../../support/people/newcomer.ts'

const cloud = testCloud()
const openPage = testBrowser()

test('from an account to a second factor, a colleague, another workspace, and out everywhere', async () => {
  const [meera, ravi] = [newcomer('Meera'), newcomer('Ravi')]
  const [page, ravisPage] = [await openPage(), await openPage()]
  const complaints = await complaintsOf(page)
  const ravisComplaints = await complaintsOf(ravisPage)

  await page.goto(`${cloud().origin}/register`)
  await page.getByRole('textbox', { name: 'Name of the business' }).fill('Meera Foods')
  await askForAccount(page, meera)
  await confirmAndLogIn(page, cloud(), meera)
  await workspaceIs(page, 'Meera Foods')
  await describeBrand(page, 'Chai Point')
  await generate(page, 'Ginger chai in the rain', ['Feed square'])
  await generationBecomes(page, 'succeeded')

  await openSettings(page, 'Security')
  const { app, recoveryCodes } = await turnSecondFactorOn(page)
  expect(new Set(recoveryCodes).size).toBe(10)
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('The second factor is on.').waitFor()
  await page.getByText('It is on. 10 recovery codes left.').waitFor()

  await openSettings(page, 'Members')
  await page.getByRole('textbox', { name: 'E-mail' }).fill(ravi.email)
  await page.getByRole('combobox', { name: 'Role' }).selectOption('Viewer')
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await page.getByText(`An invitation is on its way to ${ravi.email}.`).waitFor()

  await openMailedLink(ravisPage, cloud(), ravi.email, 'You are invited')
  await ravisPage.getByText('Meera invites you to the workspace “Meera Foods”.').waitFor()
  expect(await violationsOf(ravisPage)).toEqual([])
  await ravisPage.getByRole('textbox', { name: 'Your name' }).fill(ravi.name)
  await ravisPage.getByLabel('Password', { exact: true }).fill(ravi.password)
  await ravisPage.getByRole('button', { name: 'Make the account and join' }).click()
  await workspaceIs(ravisPage, 'Meera Foods')
  await ravisPage.getByText('As Viewer you see every generation and picture here.').waitFor()
  await ravisPage.getByRole('link', { name: 'Ginger chai in the rain' }).waitFor()
  expect(await ravisPage.getByRole('textbox', { name: 'Brief' }).count()).toBe(0)

  await page.getByTestId('workspace').click()
  await page.getByRole('menuitem', { name: 'New workspace' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Dosa Corner')
  await page.getByRole('button', { name: 'Make the workspace' }).click()
  await workspaceIs(page, 'Dosa Corner')
  await describeBrand(page, 'Dosa Corner Pune')
  expect(await page.getByText(/Chai Point|Ginger chai/).count()).toBe(0)
  await page.getByRole('link', { name: 'Generations' }).click()
  await page.getByRole('heading', { name: 'No generations yet' }).waitFor()
  await switchTo(page, 'Meera Foods')
  await page.getByRole('link', { name: 'Ginger chai in the rain' }).waitFor()
  expect(await page.getByText('Dosa Corner').count()).toBe(0)

  const secondTab = await page.context().newPage()
  await secondTab.goto(`${cloud().origin}/gallery`)
  await secondTab.getByTestId('gallery-picture').waitFor()
  // From here on answers of 401 are meant, and Chromium notes each.
  expect([complaints, ravisComplaints]).toEqual([[], []])
  await openSettings(page, 'Security')
  await page.getByRole('button', { name: 'Log out everywhere' }).click()
  const dialog = page.getByRole('dialog', { name: 'Log out everywhere?' })
  await dialog.getByRole('button', { name: 'Log out everywhere' }).click()
  await Promise.all([isLoggedOut(page), isLoggedOut(secondTab)])

  await giveLogin(page, meera)
  const code = page.getByRole('textbox', { name: 'Code', exact: true })
  await code.fill(app.usedCode())
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByText('This code is not right.').waitFor()
  await code.fill(await app.freshCode())
  await page.getByRole('button', { name: 'Log in' }).click()
  await workspaceIs(page, 'Meera Foods')
  expect(complaints.filter((complaint) => !complaint.includes('a status of 401'))).toEqual([])
}, 240_000)
