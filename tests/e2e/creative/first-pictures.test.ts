import { readFile } from 'node:fs/promises'
import type { Locator } from 'playwright-core'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { complaintsOf, testBrowser } from '../../support/browser/browser.ts'
import { askForAccount, confirmAndLogIn } from '../../support/browser/identity-person.ts'
import {
  cardsBecome,
  describeBrand,
  generationBecomes,
  patience,
  writeBrief,
} from '../../support/browser/person.ts'
import { ownCloud } from '../../support/cloud/cloud.ts'
import { newcomer } from '../../support/people/newcomer.ts'

/** Long enough to be seen drawing. */
const cloud = ownCloud({ latencyMs: { google: { text: 300, image: 2500 } } })
const openPage = testBrowser()

const formats = [
  { name: 'Feed square', shape: 1 },
  { name: 'Feed portrait', shape: 4 / 5 },
  { name: 'Reels & Stories', shape: 9 / 16 },
  { name: 'Landscape', shape: 16 / 9 },
] as const

/** Width and height of an image of the page once it has loaded; both 0 while it has not. */
const sizeOf = (image: Locator) =>
  image.evaluate((element) => {
    const { complete, naturalWidth, naturalHeight } = element as HTMLImageElement
    return complete ? { width: naturalWidth, height: naturalHeight } : { width: 0, height: 0 }
  })
const shapeOf = async (image: Locator) => {
  const { width, height } = await sizeOf(image)
  return height && width / height
}

test('a new person describes a brand, asks for four formats, watches them arrive, and has them', async () => {
  const page = await openPage({ reducedMotion: 'no-preference' })
  const complaints = await complaintsOf(page)

  const asha = newcomer('Asha')
  await page.goto(cloud().origin)
  await page.getByRole('link', { name: 'Make an account' }).click()
  await askForAccount(page, asha)
  await confirmAndLogIn(page, cloud(), asha)
  await describeBrand(page, 'Chai Point')
  await page.getByRole('button', { name: 'More pictures' }).click()
  await page.getByText('This costs 5 credits.').waitFor()
  await writeBrief(
    page,
    'Monsoon offer on masala chai',
    formats.map(({ name }) => name),
  )
  await page.getByText('This costs 4 credits.').waitFor()
  expect(cloud().vendors.google.calls('Monsoon offer')).toHaveLength(0)
  await page.getByRole('button', { name: 'Make 4 pictures' }).click()

  const drawing = page.getByRole('progressbar', { name: 'Picture 1, Feed square' })
  await expect.poll(() => drawing.getAttribute('aria-valuetext'), patience).toMatch(/^Drawing, [1-9]\d?%$/)
  await generationBecomes(page, 'succeeded')
  await cardsBecome(page, ['ready', 'ready', 'ready', 'ready'])
  expect(await page.getByTestId('ready-count').textContent()).toBe('4 of 4 ready')

  for (const [index, { name, shape }] of formats.entries()) {
    const thumbnail = page.getByRole('button', { name: `Open picture ${index + 1}, ${name}` }).locator('img')
    await expect.poll(() => shapeOf(thumbnail), patience).toBeCloseTo(shape, 1)
  }

  await page.getByRole('button', { name: 'Open picture 1, Feed square' }).click()
  const viewer = page.getByRole('dialog', { name: 'Picture, full size' })
  const picture = viewer.locator('img')
  await expect.poll(() => shapeOf(picture), patience).toBeCloseTo(1, 1)
  expect(await viewer.getByRole('button', { name: 'Previous picture' }).isDisabled()).toBe(true)
  await viewer.getByRole('button', { name: 'Next picture' }).click()
  await expect.poll(() => shapeOf(picture), patience).toBeCloseTo(4 / 5, 1)
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => shapeOf(picture), patience).toBeCloseTo(9 / 16, 1)
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => shapeOf(picture), patience).toBeCloseTo(4 / 5, 1)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    viewer.getByRole('link', { name: 'Download' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^chai-point-.*\.(png|jpg)$/)
  const { width, height } = await sharp(await readFile(await download.path())).metadata()
  expect({ width, height }).toEqual(await sizeOf(picture))

  await viewer.getByRole('button', { name: 'Close the picture' }).click()
  await viewer.waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Gallery' }).click()
  await expect.poll(() => page.getByTestId('gallery-picture').count(), patience).toBe(4)
  await page.reload()
  await expect.poll(() => page.getByTestId('gallery-picture').count(), patience).toBe(4)

  expect(complaints).toEqual([])
})
