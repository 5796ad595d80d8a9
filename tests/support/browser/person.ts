import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Member } from '../people/client.ts'

export type Format = 'Feed square' | 'Feed portrait' | 'Reels & Stories' | 'Landscape'
const formats: Record<Format, string> = {
  'Feed square': 'Feed square, 1:1',
  'Feed portrait': 'Feed portrait, 4:5',
  'Reels & Stories': 'Reels & Stories, 9:16',
  Landscape: 'Landscape, 16:9',
}

/** A look every 50 ms, the default, would cost the page the time it needs itself. */
export const patience = { interval: 150, timeout: 45_000 }

/** Fills in the form to log in, which is open, and presses the button. */
export async function giveLogin(page: Page, { email, password }: { email: string; password: string }) {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
}

/** Logs in by hand, and waits until the place to write a brief is there. */
export async function logIn(page: Page, origin: string, { account }: Pick<Member, 'account'>) {
  await page.goto(`${origin}/login`)
  await giveLogin(page, account)
  await page.getByRole('heading', { name: 'What shall we make?' }).waitFor()
}

/** Saves a first brand, of which the form is open. */
export async function describeBrand(page: Page, name: string) {
  await page.getByRole('textbox', { name: 'Brand name' }).fill(name)
  await page.getByRole('textbox', { name: 'What it sells' }).fill('Masala chai and bun maska')
  await page.getByRole('textbox', { name: 'Who it is for' }).fill('Students in Pune')
  await page.getByRole('textbox', { name: 'Tone of voice' }).fill('Warm, a little cheeky')
  await page.getByRole('button', { name: 'Save the brand' }).click()
  await page.getByRole('heading', { name: 'What shall we make?' }).waitFor()
}

/** Writes a brief for these formats, one picture each, and leaves the button unpressed. */
export async function writeBrief(page: Page, brief: string, wanted: Format[]) {
  await page.getByRole('textbox', { name: 'Brief' }).fill(brief)
  for (const [format, name] of Object.entries(formats)) {
    await page.getByRole('checkbox', { name }).setChecked(wanted.some((each) => each === format))
  }
  const fewer = page.getByRole('button', { name: 'Fewer pictures' })
  while (await fewer.isEnabled()) await fewer.click()
}

/** Asks for one picture in each format; the generation's page is open afterwards. */
export async function generate(page: Page, brief: string, wanted: Format[]) {
  await writeBrief(page, brief, wanted)
  await page.getByRole('button', { name: /^Make \d pictures?$/ }).click()
  await page.getByRole('heading', { name: brief }).waitFor()
}

/** Waits until the page says so of the generation. */
export const generationBecomes = (page: Page, status: string, timeout = 30_000) =>
  expect
    .poll(() => page.getByTestId('generation-status').getAttribute('data-status'), { ...patience, timeout })
    .toBe(status)

/** What the page says of each picture, in their order. */
export const cardStates = (page: Page) =>
  page
    .getByTestId('picture-card')
    .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-status')))

/** Waits until the page says so of the pictures, given in the order of the alphabet. */
export const cardsBecome = (page: Page, states: string[]) =>
  expect.poll(async () => (await cardStates(page)).sort(), patience).toEqual(states)

/** Waits until the page hears of progress by itself (`live`), or has to ask (`catching-up`). */
export const lineBecomes = (page: Page, status: 'live' | 'catching-up') =>
  expect.poll(() => page.getByTestId('live-indicator').getAttribute('data-status'), patience).toBe(status)
