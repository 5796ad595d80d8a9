import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { endpoints } from '../../../contracts/index.ts'
import { complaintsOf, testBrowser } from '../../support/browser/browser.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { newMember } from '../../support/people/client.ts'

const cloud = testCloud()
const openPage = testBrowser()

const openDocs = async (page: Page) => {
  await page.goto(`${cloud().origin}/docs`)
  await page.locator('.opblock').first().waitFor()
}

const authorise = async (page: Page, scheme: 'accessToken' | 'apiKey', value: string) => {
  await page.getByRole('button', { name: 'Authorize' }).first().click()
  const form = page.locator('.auth-container').filter({ hasText: scheme })
  await form.getByRole('textbox').fill(value)
  await form.getByRole('button', { name: 'Apply credentials' }).click()
  await form.getByRole('button', { name: 'Remove authorization' }).waitFor()
  await page.getByRole('button', { name: 'Close' }).last().click()
}

/** Presses Execute and gives what the page shows of the answer. */
const execute = async (page: Page, tag: string, name: string) => {
  const operation = page.locator(`#operations-${tag}-${name}`)
  await operation.locator('.opblock-summary-control').click()
  await operation.getByRole('button', { name: 'Execute' }).click()
  const answer = operation.locator('.live-responses-table .response').first()
  await answer.waitFor()
  return {
    status: await answer.locator('.response-col_status').innerText(),
    text: await answer.innerText(),
  }
}

const widthsOf = (page: Page) =>
  page.evaluate<[number, number]>('[document.documentElement.scrollWidth, innerWidth]')

test('every endpoint is listed, on a phone too, and calls are made with a token and with a key', async () => {
  const { account, session, brand, call } = await newMember(cloud())
  const page = await openPage()
  const complaints = await complaintsOf(page)
  await openDocs(page)
  expect(await page.title()).toBe('Dhol API')
  expect(await page.locator('.opblock').count()).toBe(Object.keys(endpoints).length)
  expect(complaints).toEqual([])

  await authorise(page, 'accessToken', session.accessToken)
  const me = await execute(page, 'auth', 'getMe')
  expect(me.status).toContain('200')
  expect(me.text).toContain(account.email)
  const [content, window] = await widthsOf(page)
  expect(content).toBeLessThanOrEqual(window)

  await call('/v1/auth/step-up', { body: { password: account.password } })
  const { body: made } = await call<{ key: string }>('/v1/api-keys', {
    body: { name: 'Docs', role: 'viewer' },
  })
  await page.reload()
  await page.locator('.opblock').first().waitFor()
  await authorise(page, 'apiKey', made.key)
  const brands = await execute(page, 'creative', 'listBrands')
  expect(brands.status).toContain('200')
  expect(brands.text).toContain(brand.id)
  expect(complaints).toEqual([])
})

test('what was pasted is forgotten with the page', async () => {
  const { session } = await newMember(cloud())
  const page = await openPage()
  await openDocs(page)
  await authorise(page, 'accessToken', session.accessToken)
  expect(await page.evaluate<number>('localStorage.length + sessionStorage.length')).toBe(0)
  await page.reload()
  await page.locator('.opblock').first().waitFor()
  expect((await execute(page, 'auth', 'getMe')).status).toContain('401')
})

test('the keyboard alone leads from the app link to the dialog, and shows where it is', async () => {
  const page = await openPage()
  await openDocs(page)
  const focused = page.locator(':focus')
  await page.keyboard.press('Tab')
  expect(await focused.innerText()).toBe('Back to Dhol')
  for (let tabs = 0; tabs < 10 && (await focused.innerText()) !== 'Authorize'; tabs++) {
    await page.keyboard.press('Tab')
    expect(await focused.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe('none')
  }
  await page.keyboard.press('Enter')
  await page.getByText('Available authorizations').waitFor()
  expect(await page.locator('.dialog-ux :focus').count()).toBe(1)
})

test('the app loads nothing of it, and its link leads back', async () => {
  const page = await openPage()
  const loaded: string[] = []
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
  await openDocs(page)
  const ofDocs = loaded.filter((path) => /^\/page\/docs-.*\.js$/.test(path))
  expect(ofDocs).toHaveLength(1)
  loaded.length = 0
  await page.getByRole('link', { name: 'Back to Dhol' }).click()
  await page.getByRole('heading', { name: 'Log in' }).waitFor()
  expect(loaded).not.toEqual(expect.arrayContaining(ofDocs))
})
