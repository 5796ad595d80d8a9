import { expect, test } from 'vitest'
import { complaintsOf, testBrowser, violationsInHindi } from '../../support/browser/browser.ts'
import { testCloud } from '../../support/cloud/cloud.ts'

const cloud = testCloud()
const openPage = testBrowser()

test('only the language that is shown is loaded; both are there without a connection once they were shown', async () => {
  const page = await openPage()
  const complaints = await complaintsOf(page)
  const loaded: string[] = []
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
  const texts = (language: 'en' | 'hi') =>
    loaded.filter((path) => new RegExp(`/(strings-)?${language}-[^/]+\\.js$`).test(path)).length
  const inEnglish = page.getByRole('heading', { name: 'Log in' })
  const inHindi = page.getByRole('heading', { name: 'लॉग इन करें' })
  const hindi = page.getByRole('button', { name: 'हिं, हिन्दी' })

  await page.goto(`${cloud().origin}/login`)
  await inEnglish.waitFor()
  expect({ en: texts('en'), hi: texts('hi') }).toEqual({ en: 2, hi: 0 })
  await hindi.click()
  await inHindi.waitFor()
  expect({ en: texts('en'), hi: texts('hi') }).toEqual({ en: 2, hi: 2 })
  expect(await page.locator('html').getAttribute('lang')).toBe('hi-IN')

  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'EN, English' }).click()
  await inEnglish.waitFor()
  await hindi.click()
  await inHindi.waitFor()
  await page.context().setOffline(false)

  await page.reload()
  await inHindi.waitFor()
  expect(complaints).toEqual([])
})

test('a page that Hindi has spoilt is found', async () => {
  const page = await openPage()
  await page.goto(`${cloud().origin}/login`)
  await page.getByRole('heading', { name: 'Log in' }).waitFor()
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend',
    '<p style="width: 500px">brief.title</p><p>Monsoon offer. asha@example.in</p>')`)
  expect(await violationsInHindi(page)).toEqual([
    expect.stringMatching(/^\d+ px too wide$/),
    'says that its language is en-IN',
    'shows the key brief.title',
  ])
})
