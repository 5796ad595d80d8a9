import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { testBrowser } from '../../support/browser/browser.ts'
import { openSettings, turnSecondFactorOn, workspaceIs } from '../../support/browser/identity-person.ts'
import { giveLogin, logIn } from '../../support/browser/person.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { asSuperuser } from '../../support/people/accounts.ts'
import { newColleague, newMember } from '../../support/people/client.ts'
import { newcomer } from '../../support/people/newcomer.ts'

const cloud = testCloud()
const openPage = testBrowser()

const namesOf = async (page: Page, role: 'button' | 'link') =>
  page
    .getByRole('main')
    .getByRole(role)
    .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? each.textContent ?? ''))

test('a viewer is offered nothing that the role may not do, by no address either', async () => {
  const owner = await newMember(cloud())
  const { body: made } = await owner.generate('Filter coffee at dawn')
  await owner.ended(made.id)
  const { account } = await newColleague(cloud(), { role: 'viewer', workspaceId: owner.workspaceId })
  const page = await openPage()
  await page.goto(`${cloud().origin}/login`)
  await giveLogin(page, account)
  await page.getByText('As Viewer you see every generation and picture here.').waitFor()
  expect(await namesOf(page, 'button')).toEqual([])

  await page.getByRole('link', { name: 'Filter coffee at dawn' }).click()
  await page.getByRole('button', { name: /^Open picture 1/ }).waitFor()
  expect(await namesOf(page, 'button')).toEqual(['Open picture 1, Feed square'])

  await openSettings(page, 'Members')
  const places = page.getByRole('navigation', { name: 'Settings' }).getByRole('link')
  expect(await places.allInnerTexts()).toEqual(['Security', 'Members', 'Workspace'])
  await page.getByText(owner.account.email).waitFor()
  expect(await namesOf(page, 'button')).toEqual(['Leave'])
  await openSettings(page, 'Workspace')
  await page.getByText('Your role').waitFor()
  expect(await namesOf(page, 'button')).toEqual([])

  for (const address of ['/brands/new', '/settings/keys', '/settings/audit']) {
    await page.goto(`${cloud().origin}${address}`)
    await page.getByRole('heading', { name: 'Not with your role' }).waitFor()
  }
})

/** As if the person had logged in, or said who they are, an hour ago. */
const forgetStepUp = (userId: string) =>
  asSuperuser(
    cloud().databaseUrl,
    `update auth.sessions set confirmed_at = now() - interval '1 hour' where user_id = $1`,
    [userId],
  )

const invite = async (page: Page, email: string) => {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await page.getByRole('button', { name: 'Send the invitation' }).click()
}

test('what is weighty asks who sits there, and goes on from where it was', async () => {
  const member = await newMember(cloud())
  const { account } = member
  const page = await openPage()
  await logIn(page, cloud().origin, member)
  await openSettings(page, 'Members')
  await forgetStepUp(account.id)
  const [first, second] = [newcomer(), newcomer()]
  await invite(page, first.email)

  const dialog = page.getByRole('dialog', { name: 'Is it you?' })
  const password = dialog.getByLabel('Password', { exact: true })
  await password.fill('not-her-password')
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await dialog.getByText('This is not your password.').waitFor()
  await password.fill(account.password)
  await page.keyboard.press('Enter')
  await page.getByText(`An invitation is on its way to ${first.email}.`).waitFor()
  await dialog.waitFor({ state: 'detached' })

  await openSettings(page, 'Security')
  const { app } = await turnSecondFactorOn(page)
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await openSettings(page, 'Members')
  await forgetStepUp(account.id)
  await invite(page, second.email)
  await dialog.getByRole('textbox', { name: 'Code', exact: true }).fill(app.usedCode())
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await dialog.getByText('This code is not right.').waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await page.getByText(second.email).count()).toBe(0)
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await dialog.getByRole('textbox', { name: 'Code', exact: true }).fill(await app.freshCode())
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await page.getByText(`An invitation is on its way to ${second.email}.`).waitFor()
})

test('who runs a workspace of the business tier is led to the second factor first', async () => {
  const { account } = await newColleague(cloud(), { role: 'admin', tier: 'business' })
  const page = await openPage()
  await page.goto(`${cloud().origin}/login`)
  await giveLogin(page, account)
  await page.getByText('Set up a second factor first').waitFor()
  await page.goto(`${cloud().origin}/gallery`)
  await page.getByRole('heading', { name: 'Security' }).waitFor()
  await turnSecondFactorOn(page)
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('Set up a second factor first').waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Gallery' }).click()
  await page.getByRole('heading', { name: 'Your pictures will hang here' }).waitFor()
  await workspaceIs(page, 'Chai Point')
})
