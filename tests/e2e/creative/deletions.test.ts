import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { complaintsOf, testBrowser, violationsInHindi, violationsOf } from '../../support/browser/browser.ts'
import { logIn, patience } from '../../support/browser/person.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { newMember } from '../../support/people/client.ts'

const cloud = testCloud()
const openPage = testBrowser()

const press = (page: Page, name: string) => page.getByRole('button', { name }).click()
const focused = (page: Page) => page.evaluate<string>('document.activeElement.textContent')

test('a picture, a generation and a brand are deleted, come back by Undo, and by the list of what was deleted', async () => {
  const member = await newMember(cloud())
  const made = await member.generate('Kulfi on a stick', { aspectRatios: ['1:1', '4:5'], count: 2 })
  await member.ended(made.body.id)
  const page = await openPage()
  const complaints = await complaintsOf(page)
  await logIn(page, cloud().origin, member)
  const cards = () => page.getByTestId('picture-card').count()

  await page.getByRole('link', { name: 'Kulfi on a stick' }).click()
  await press(page, 'Open picture 1, Feed square')
  await press(page, 'Delete this picture')
  await expect.poll(() => focused(page), patience).toMatch(/The picture .* is deleted/)
  expect(await cards()).toBe(1)
  expect(await violationsOf(page)).toEqual([])
  await press(page, 'Undo')
  await page.getByText('is back.').waitFor()
  await expect.poll(cards, patience).toBe(2)

  await press(page, 'Delete this generation')
  await page.getByText('The generation “Kulfi on a stick” is deleted.').waitFor()
  expect(await page.getByRole('link', { name: 'Kulfi on a stick' }).count()).toBe(0)
  await press(page, 'Undo')
  await page.getByRole('link', { name: 'Kulfi on a stick' }).click()

  await page.getByRole('link', { name: 'Create' }).click()
  await press(page, 'Brand: Chai Point. Switch brand')
  await page.getByRole('menuitem', { name: 'Edit Chai Point' }).click()
  await press(page, 'Delete this brand')
  await page.getByText('1 generation goes with it').waitFor()
  expect(await violationsOf(page)).toEqual([])
  await press(page, 'Delete the brand')
  await page.getByText('“Chai Point” is deleted, with its generations.').waitFor()
  await page.getByRole('heading', { name: 'First, your brand' }).waitFor()

  await page.getByRole('link', { name: 'Generations' }).click()
  await page.getByRole('link', { name: 'Recently deleted' }).click()
  await page.getByText('30 days left').waitFor()
  expect(await violationsOf(page)).toEqual([])
  await press(page, 'हिन्दी')
  await page.getByText('30 दिन बाक़ी').waitFor()
  expect(await violationsInHindi(page)).toEqual([])
  await press(page, 'English')
  await press(page, 'Restore Chai Point')
  await page.getByText('Nothing was deleted lately.').waitFor()
  await expect.poll(() => focused(page), patience).toContain('“Chai Point” is back.')
  await page.getByRole('link', { name: 'Gallery' }).click()
  await expect.poll(() => page.getByTestId('gallery-picture').count(), patience).toBe(2)
  expect(complaints).toEqual([])
})
