import { expect, test } from 'vitest'
import { testBrowser, violationsOf } from '../../support/browser/browser.ts'
import { openMailedLink, switchTo, workspaceIs } from '../../support/browser/identity-person.ts'
import { giveLogin } from '../../support/browser/person.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { accountRequests } from '../../support/people/account-requests.ts'
import { newColleague } from '../../support/people/client.ts'
import { changeMember, peopleOf, rolesOf } from '../../support/people/members.ts'

const cloud = testCloud()
const openPage = testBrowser()
const { forgot } = accountRequests(cloud)
const { colleagueOf } = peopleOf(cloud)

test('who got an account back is asked about what was made by its name, and takes it back', async () => {
  const owner = await newColleague(cloud())
  const [second, puppet] = [await colleagueOf(owner, 'owner'), await colleagueOf(owner, 'viewer')]
  await owner.call('/v1/api-keys', { body: { name: 'Sheet of a thief', role: 'editor' } })
  await changeMember(owner, puppet, { role: 'owner' })
  const { body: shop } = await owner.call<{ id: string }>('/v1/workspaces', { body: { name: 'Sweet Shop' } })
  expect(shop.id).toMatch(/^wsp_/)

  const page = await openPage()
  await forgot(owner.account.email)
  await openMailedLink(page, cloud(), owner.account.email, 'A new password')
  const password = 'kettle sings at dawn 9'
  await page.getByLabel('New password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Save the password' }).click()
  await page.getByText('The new password holds').waitFor()
  await giveLogin(page, { ...owner.account, password })

  await page.getByText('Somebody may have used your account before').waitFor()
  await page.getByRole('link', { name: 'Look through it' }).click()
  await page.getByRole('heading', { name: 'What was made in your name' }).waitFor()
  const key = page.getByRole('listitem').filter({ hasText: 'API key Sheet of a thief' })
  expect(await key.innerText()).toContain('Ended')
  expect(await violationsOf(page)).toEqual([])

  // What can be taken back is taken back in its own workspace.
  await switchTo(page, 'Sweet Shop')
  await page.getByRole('link', { name: 'Look through it' }).click()
  await page.getByRole('button', { name: 'Go to Chai Point to take it back there' }).click()
  await workspaceIs(page, 'Chai Point')
  await page.getByRole('link', { name: 'Look through it' }).click()
  await page.getByRole('button', { name: `This was not me: Asha, ${puppet.account.email}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click()
  const seat = page.getByText(`Seat of Asha, ${puppet.account.email}`)
  await seat.waitFor({ state: 'detached' })
  expect(await rolesOf(second)).not.toHaveProperty(puppet.account.id)

  await page.getByRole('button', { name: 'I have looked through it' }).click()
  await page.getByText('There is nothing left to look at.').waitFor()
  await page.goto(cloud().origin)
  await page.getByTestId('workspace').waitFor()
  expect(await page.getByText('Somebody may have used your account before').count()).toBe(0)
})
