import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { testBrowser, violationsInHindi, violationsOf } from '../../support/browser/browser.ts'
import { patience } from '../../support/browser/person.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { newMember } from '../../support/people/client.ts'

const cloud = testCloud()
const openPage = testBrowser()

const noToken = 'a-token-that-nobody-was-sent'

/** The ways in, and where links lead that nobody was sent. */
const outside = [
  '/register',
  '/forgot',
  `/verify#token=${noToken}`,
  `/new-address#token=${noToken}`,
  `/reset#token=${noToken}`,
  `/invitation#token=${noToken}`,
]
const inside = [
  '/settings/security',
  '/settings/members',
  '/settings/keys',
  '/settings/audit',
  '/settings/workspace',
  '/settings/workspace/new',
]

const choose = async (page: Page, language: string) => {
  await page.goto(`${cloud().origin}/login`)
  await page.getByRole('button', { name: language }).click()
}

const isDrawn = async (page: Page) => {
  await page.getByRole('heading', { level: 1 }).waitFor()
  // What waits for the API says so, in either language.
  await expect
    .poll(() => page.locator('[role=status][aria-label], .mantine-Loader-root').count(), patience)
    .toBe(0)
}

/** What is wrong with each of these, on the narrowest of phones. */
const wrongWith = async (page: Page, addresses: string[], look: typeof violationsOf) => {
  const found: string[] = []
  for (const address of addresses) {
    // The same path with another token would be no new page.
    await page.goto('about:blank')
    await page.goto(`${cloud().origin}${address}`)
    await isDrawn(page)
    found.push(...(await look(page)).map((violation) => `${address}: ${violation}`))
  }
  return found
}

test.each([
  { choice: 'EN, English', email: 'E-mail', password: 'Password', logIn: 'Log in', look: violationsOf },
  { choice: 'हिं, हिन्दी', email: 'ई-मेल', password: 'पासवर्ड', logIn: 'लॉग इन करें', look: violationsInHindi },
])(
  'nothing is wrong with the ways in and the settings in $choice',
  async (words) => {
    const member = await newMember(cloud())
    await member.call('/v1/api-keys', { body: { name: 'Website of the shop', role: 'viewer' } })
    await member.call('/v1/invitations', {
      body: { email: 'kavya.subramaniam@example.in', role: 'approver', dailyLimitPaise: 100_000 },
    })
    const page = await openPage({ viewport: { width: 360, height: 780 } })
    await choose(page, words.choice)
    expect(await wrongWith(page, outside, words.look)).toEqual([])

    await page.goto(`${cloud().origin}/login`)
    await page.getByRole('textbox', { name: words.email }).fill(member.account.email)
    await page.getByLabel(words.password, { exact: true }).fill(member.account.password)
    await page.getByRole('button', { name: words.logIn }).click()
    await page.getByTestId('workspace').waitFor()
    expect(await wrongWith(page, inside, words.look)).toEqual([])
  },
  240_000,
)
