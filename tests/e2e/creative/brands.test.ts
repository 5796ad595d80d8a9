import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { testBrowser, violationsOf } from '../../support/browser/browser.ts'
import { giveLogin, logIn, patience, writeBrief } from '../../support/browser/person.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { newColleague, newMember } from '../../support/people/client.ts'

const cloud = testCloud()
const openPage = testBrowser()

const openEditor = async (page: Page, name: string) => {
  await page.getByRole('button', { name: `Brand: ${name}. Switch brand` }).click()
  await page.getByRole('menuitem', { name: `Edit ${name}` }).click()
  await page.getByRole('heading', { name: `Edit ${name}` }).waitFor()
}

const focused = (page: Page) => page.evaluate<string>('document.activeElement.textContent')

/** Goes on with the Tab key until this button has the focus. */
const tabTo = async (page: Page, name: string) => {
  const button = page.getByRole('button', { name })
  for (let pressed = 0; pressed < 40; pressed++) {
    if (await button.evaluate((element) => element === element.ownerDocument.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never comes to ${name}`)
}

test('a brand is edited, archived and taken back, with the keyboard alone where it counts', async () => {
  const member = await newMember(cloud())
  const page = await openPage({ viewport: { width: 360, height: 780 } })
  await logIn(page, cloud().origin, member)

  await openEditor(page, 'Chai Point')
  expect(await focused(page)).toBe('Edit Chai Point')
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('textbox', { name: 'Tone of voice' }).fill('Never loud')
  await page.getByRole('textbox', { name: 'Brand name' }).fill('')
  await page.getByRole('button', { name: 'Save the changes' }).click()
  expect(await page.getByRole('textbox', { name: 'Brand name' }).getAttribute('aria-invalid')).toBe('true')
  await page.getByRole('textbox', { name: 'Brand name' }).fill('Kulhad')
  await page.getByRole('button', { name: 'Save the changes' }).click()
  await page.getByText('The changes to Kulhad are saved.').waitFor()
  const { body } = await member.call<{ items: object[] }>('/v1/brands')
  expect(body.items).toEqual([{ ...member.brand, name: 'Kulhad', tone: 'Never loud' }])

  await openEditor(page, 'Kulhad')
  await tabTo(page, 'Archive this brand')
  await page.keyboard.press('Enter')
  // It was the last one.
  await page.getByRole('heading', { name: 'First, your brand' }).waitFor()
  await page.getByText('Kulhad is archived. Its pictures stay.').waitFor()
  expect(await violationsOf(page)).toEqual([])
  await tabTo(page, 'Undo')
  await page.keyboard.press('Enter')
  await page.getByText('Kulhad is back.').waitFor()
  await page.getByRole('button', { name: 'Brand: Kulhad. Switch brand' }).waitFor()
  await expect.poll(() => focused(page), patience).toMatch(/What shall we make|Kulhad is back/)
  expect(await violationsOf(page)).toEqual([])

  await writeBrief(page, 'Monsoon offer', ['Feed square'])
  await page.getByRole('button', { name: 'Make 1 picture' }).click()
  await page.getByRole('heading', { name: 'Monsoon offer' }).waitFor()
})

test('an archived brand leaves the others to choose from, and Undo chooses it again', async () => {
  const member = await newMember(cloud())
  await member.call('/v1/brands', { body: { name: 'Sweet Shop' } })
  const page = await openPage()
  await logIn(page, cloud().origin, member)
  await openEditor(page, 'Sweet Shop')
  await page.getByRole('button', { name: 'Archive this brand' }).click()
  await page.getByRole('button', { name: 'Brand: Chai Point. Switch brand' }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Brand: Sweet Shop. Switch brand' }).waitFor()
  await expect.poll(() => focused(page), patience).toBe('Sweet Shop is back.')
})

test('who may only look is offered no way to edit, and finds none at its address', async () => {
  const { workspaceId, brand } = await newMember(cloud())
  const viewer = await newColleague(cloud(), { workspaceId, role: 'viewer' })
  const page = await openPage()
  await page.goto(`${cloud().origin}/login`)
  await giveLogin(page, viewer.account)
  await page.getByRole('button', { name: 'Account', exact: true }).waitFor()
  await page.goto(`${cloud().origin}/brands/${brand.id}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.getByRole('button', { name: 'Archive this brand' }).count()).toBe(0)
})
