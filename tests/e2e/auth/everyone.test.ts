import type { Locator, Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { testBrowser, violationsInHindi, violationsOf } from '../../support/browser/browser.ts'
import { generationBecomes, logIn, patience } from '../../support/browser/person.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { newMember } from '../../support/people/client.ts'

const cloud = testCloud()
const openPage = testBrowser()

test('a wrong password is told in plain words', async () => {
  const { account } = await newMember(cloud())
  const page = await openPage()
  await page.goto(`${cloud().origin}/login`)
  await page.getByRole('textbox', { name: 'E-mail' }).fill(account.email)
  await page.getByLabel('Password', { exact: true }).fill('not-her-password')
  await page.getByRole('button', { name: 'Log in' }).click()
  const said = page.getByRole('alert')
  await said.waitFor()
  expect(await said.innerText()).toBe(
    'That e-mail and password do not belong together. Check both and try again.',
  )
  expect(await page.getByRole('heading', { name: 'Log in' }).isVisible()).toBe(true)
})

test('somebody who logs out is asked to log in before anything is shown again', async () => {
  const page = await openPage()
  await logIn(page, cloud().origin, await newMember(cloud()))
  await page.getByRole('button', { name: 'Account', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Log out' }).click()
  await page.getByRole('heading', { name: 'Log in' }).waitFor()
  await page.goto(`${cloud().origin}/gallery`)
  await page.getByRole('heading', { name: 'Log in' }).waitFor()
})

const languageOf = (page: Page) => page.locator('html').getAttribute('lang')

test('Hindi is chosen once and stays', async () => {
  const page = await openPage()
  await logIn(page, cloud().origin, await newMember(cloud()))
  expect(await languageOf(page)).toBe('en-IN')
  await page.getByRole('button', { name: 'हिं, हिन्दी' }).click()

  const isHindi = async () => {
    await page.getByRole('heading', { name: 'आज क्या बनाएँ?' }).waitFor()
    expect(await languageOf(page)).toBe('hi-IN')
    for (const place of ['बनाएँ', 'जनरेशन', 'गैलरी']) {
      expect(await page.getByRole('link', { name: place, exact: true }).isVisible()).toBe(true)
    }
    expect(await page.getByRole('textbox', { name: 'ब्रीफ़' }).isVisible()).toBe(true)
    expect(await page.getByRole('button', { name: '4 तस्वीरें बनाएँ' }).isVisible()).toBe(true)
    expect(await page.getByText('इसमें 4 क्रेडिट लगेंगे।').isVisible()).toBe(true)
  }
  await isHindi()
  await page.reload()
  await isHindi()
  expect(await page.evaluate('document.fonts.check("16px Noto Sans Devanagari Variable", "ढोल")')).toBe(true)
})

test.each([
  { choice: 'EN, English', email: 'E-mail', password: 'Password', logIn: 'Log in', look: violationsOf },
  { choice: 'हिं, हिन्दी', email: 'ई-मेल', password: 'पासवर्ड', logIn: 'लॉग इन करें', look: violationsInHindi },
])('nothing is wrong with the pages in $choice', async (words) => {
  const member = await newMember(cloud())
  cloud().vendors.google.addFault({ fault: 'output_blocked', operation: 'image', match: 'Idli', times: 1 })
  onTestFinished(cloud().vendors.google.clearFaults)
  const { body } = await member.generate('Idli at sunrise', { aspectRatios: ['1:1', '16:9'], count: 2 })
  await member.ended(body.id)

  const page = await openPage()
  const { origin } = cloud()
  await page.goto(`${origin}/login`)
  await page.getByRole('button', { name: words.choice }).click()
  await page.getByRole('textbox', { name: words.email }).waitFor()
  const found: Record<string, string[]> = { login: await words.look(page) }
  await page.getByRole('textbox', { name: words.email }).fill(member.account.email)
  await page.getByLabel(words.password, { exact: true }).fill(member.account.password)
  await page.getByRole('button', { name: words.logIn }).click()
  await page.getByRole('checkbox').first().waitFor()
  found.create = await words.look(page)

  await page.goto(`${origin}/generations/${body.id}`)
  await generationBecomes(page, 'partly_succeeded')
  found.generation = await words.look(page)
  await page.getByTestId('picture-card').getByRole('button').click()
  await page.getByRole('dialog').getByRole('img').waitFor()
  found.picture = await words.look(page)

  await page.goto(`${origin}/gallery`)
  await page.getByTestId('gallery-picture').waitFor()
  found.gallery = await words.look(page)
  expect(found).toEqual({ login: [], create: [], generation: [], picture: [], gallery: [] })
})

/** Presses Tab until the focus is there, as somebody without a mouse does. */
const tabTo = async (page: Page, wanted: Locator) => {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab')
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return
  }
  throw new Error(`40 presses of Tab do not lead to ${wanted}`)
}

test('the keyboard alone is enough to log in, make pictures, look and close', async () => {
  const { account } = await newMember(cloud())
  const page = await openPage()
  const { keyboard } = page
  await page.goto(`${cloud().origin}/login`)
  await tabTo(page, page.getByRole('textbox', { name: 'E-mail' }))
  await keyboard.type(account.email)
  await tabTo(page, page.getByLabel('Password', { exact: true }))
  await keyboard.type(account.password)
  await keyboard.press('Enter')

  const brief = page.getByRole('textbox', { name: 'Brief' })
  await brief.waitFor()
  await tabTo(page, brief)
  await keyboard.type('Puri without a mouse')
  for (const name of ['Feed portrait, 4:5', 'Reels & Stories, 9:16', 'Landscape, 16:9']) {
    await tabTo(page, page.getByRole('checkbox', { name }))
    await keyboard.press('Space')
  }
  for (const left of [3, 2, 1]) {
    const fewer = page.getByRole('button', { name: 'Fewer pictures' })
    if (left === 3) await tabTo(page, fewer)
    await keyboard.press('Enter')
    await page.getByText(left === 1 ? 'This costs 1 credit.' : `This costs ${left} credits.`).waitFor()
  }
  await tabTo(page, page.getByRole('button', { name: 'Make 1 picture' }))
  await keyboard.press('Enter')

  const open = page.getByRole('button', { name: 'Open picture 1, Feed square' })
  await open.waitFor()
  await tabTo(page, open)
  await keyboard.press('Enter')
  const viewer = page.getByRole('dialog', { name: 'Picture, full size' })
  await viewer.waitFor()
  await keyboard.press('Escape')
  await viewer.waitFor({ state: 'detached' })
  await expect
    .poll(() => open.evaluate((element) => element === element.ownerDocument.activeElement), patience)
    .toBe(true)
})
