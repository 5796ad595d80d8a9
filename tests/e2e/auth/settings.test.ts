import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { complaintsOf, testBrowser } from '../../support/browser/browser.ts'
import { openSettings } from '../../support/browser/identity-person.ts'
import { logIn, patience } from '../../support/browser/person.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { parseCsv } from '../../support/csv.ts'
import { newColleague, newMember, outsider } from '../../support/people/client.ts'

const cloud = testCloud()
const openPage = testBrowser()

test('a key is shown once, works until it is revoked, and the changes tell of it, as a table too', async () => {
  const member = await newMember(cloud())
  const page = await openPage()
  const complaints = await complaintsOf(page)
  await logIn(page, cloud().origin, member)

  await openSettings(page, 'API keys')
  await page.getByRole('textbox', { name: 'Name' }).fill('Website of the shop')
  await page.getByRole('button', { name: 'Make the key' }).click()
  await page.getByRole('heading', { name: 'Your new key: Website of the shop' }).waitFor()
  const key = await page.getByText(/^dhol_[\w-]{20,}$/).innerText()
  const shop = outsider(cloud().origin, key)
  expect((await shop.call('/v1/brands')).status).toBe(200)
  await page.getByRole('button', { name: 'I have kept it' }).click()
  await page
    .getByText('Never used')
    .or(page.getByText(/^Last used/))
    .waitFor()
  await page.reload()
  await page.getByText(/^Last used/).waitFor()
  expect(await page.content()).not.toContain(key)

  await page.getByRole('button', { name: 'Revoke Website of the shop' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByText('Website of the shop no longer works.').waitFor()
  expect((await shop.call('/v1/brands')).status).toBe(401)

  await openSettings(page, 'Changes', 'Who changed what')
  const changes = page.getByRole('list', { name: 'Changes' }).getByRole('listitem')
  await expect.poll(() => changes.count(), patience).toBeGreaterThan(2)
  const [newest, before] = await changes.allInnerTexts()
  expect(newest).toMatch(/^Revoked an API key/)
  expect(before).toMatch(/^Made an API key/)
  expect(before).toContain(member.account.name)
  expect(before).toContain('Website of the shop')

  await page.getByRole('combobox', { name: 'What' }).selectOption('Made an API key')
  await expect.poll(() => changes.count(), patience).toBe(1)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as a table' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('dhol-changes.csv')
  const table = await readFile(await download.path(), 'utf8')
  expect(table.startsWith('\uFEFF')).toBe(true)
  const [heads = [], ...rows] = parseCsv(table.slice(1))
  expect(rows).toHaveLength(1)
  expect(rows[0]?.[heads.indexOf('action')]).toBe('api_key.made')
  expect(rows.flat().join()).not.toContain(key)
  expect(complaints).toEqual([])
})

test('a role is changed and a member removed, and what their page offers follows', async () => {
  const owner = await newMember(cloud())
  const editor = await newColleague(cloud(), { role: 'editor', workspaceId: owner.workspaceId })
  const [page, theirs] = [await openPage(), await openPage()]
  await logIn(page, cloud().origin, owner)
  await logIn(theirs, cloud().origin, editor)
  await openSettings(page, 'Members')
  const row = page.getByRole('listitem').filter({ hasText: editor.account.email })
  await row.getByRole('button', { name: /^Change role/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Role' }).selectOption('Approver')
  await dialog.getByRole('textbox', { name: 'Limit a day' }).fill('1,50,000')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await row.getByText('Up to ₹1,50,000 a day').waitFor()
  await theirs.reload()
  await theirs.getByText('As Approver you see every generation').waitFor()

  await row.getByRole('button', { name: /^Remove/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await row.waitFor({ state: 'detached' })
  await theirs.getByRole('heading', { name: 'You belong to no workspace yet' }).waitFor({ timeout: 10_000 })
})
