import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { testBrowser, violationsOf } from '../../support/browser/browser.ts'
import {
  addToApp,
  askForAccount,
  confirm,
  isLoggedOut,
  openMailedLink,
  openSettings,
  turnSecondFactorOn,
} from '../../support/browser/identity-person.ts'
import { giveLogin } from '../../support/browser/person.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { asSuperuser } from '../../support/people/accounts.ts'
import { newMember } from '../../support/people/client.ts'
import { newcomer } from '../../support/people/newcomer.ts'

const cloud = testCloud()
const openPage = testBrowser()

/** Lists what is wrong at each step, by its name. */
const watch = (page: Page) => {
  const found: string[] = []
  const look = async (step: string) => {
    found.push(...(await violationsOf(page)).map((violation) => `${step}: ${violation}`))
  }
  return { found, look }
}

test('axe finds nothing wrong with the steps of somebody who arrives and guards the account', async () => {
  const who = newcomer('Meera')
  const page = await openPage({ viewport: { width: 360, height: 780 } })
  const { found, look } = watch(page)
  await page.goto(`${cloud().origin}/register`)
  await askForAccount(page, who)
  await look('mailbox')
  await openMailedLink(page, cloud(), who.email, 'Confirm your e-mail address')
  await page.getByRole('button', { name: 'Confirm', exact: true }).waitFor()
  await look('confirm')
  await confirm(page, who)
  await look('confirmed')
  await page.getByRole('link', { name: 'Log in' }).click()
  await giveLogin(page, who)
  await page.getByRole('heading', { name: 'First, your brand' }).waitFor()
  await look('first brand')

  await openSettings(page, 'Security')
  await addToApp(page)
  await look('set-up')
  await page.getByRole('button', { name: 'Cancel' }).click()
  const { app } = await turnSecondFactorOn(page)
  await look('recovery codes')
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('It is on.').waitFor()
  await look('second factor on')
  await page.getByRole('button', { name: 'Account', exact: true }).click()
  await look('account menu')
  await page.getByRole('menuitem', { name: 'Log out' }).click()
  await isLoggedOut(page)
  await giveLogin(page, who)
  await page.getByRole('textbox', { name: 'Code', exact: true }).fill(app.wrongCode())
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByText('This code is not right.').waitFor()
  await look('code')
  expect(found).toEqual([])
})

test('axe finds nothing wrong with what opens over the pages of a workspace', async () => {
  const { account, workspaceId } = await newMember(cloud())
  const page = await openPage({ viewport: { width: 360, height: 780 } })
  const { found, look } = watch(page)
  await page.goto(`${cloud().origin}/login`)
  await giveLogin(page, account)
  await page.getByTestId('workspace').click()
  await page.getByRole('menuitem', { name: 'New workspace' }).waitFor()
  await look('workspace menu')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Brand: Chai Point. Switch brand' }).click()
  await page.getByRole('menuitem', { name: 'New brand' }).waitFor()
  await look('brand menu')
  await page.keyboard.press('Escape')

  await openSettings(page, 'API keys')
  await asSuperuser(cloud().databaseUrl, 'update auth.sessions set confirmed_at = null where user_id = $1', [
    account.id,
  ])
  await page.getByRole('textbox', { name: 'Name' }).fill('Website of the shop')
  await page.getByRole('button', { name: 'Make the key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Is it you?' })
  await dialog.getByLabel('Password', { exact: true }).fill('not-her-password')
  await page.keyboard.press('Enter')
  await dialog.getByText('This is not your password.').waitFor()
  await look('who sits there')
  await dialog.getByLabel('Password', { exact: true }).fill(account.password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /^Your new key/ }).waitFor()
  await look('new key')
  await openSettings(page, 'Members')
  await page.getByRole('button', { name: /^Change role/ }).click()
  await page.getByRole('dialog').getByRole('combobox', { name: 'Role' }).selectOption('Approver')
  await look('change of role')
  await page.keyboard.press('Escape')

  await asSuperuser(cloud().databaseUrl, 'delete from auth.members where workspace_id = $1', [workspaceId])
  await page.goto(cloud().origin)
  await page.getByRole('heading', { name: 'You belong to no workspace yet' }).waitFor()
  await look('no workspace')
  expect(found).toEqual([])
})
