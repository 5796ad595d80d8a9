import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { beforeAll, onTestFinished } from 'vitest'
import { shared } from '../cloud/shared.ts'
import { newAddress } from '../people/newcomer.ts'
import { packagedChromium } from './packaged-chromium.ts'

async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await packagedChromium(),
    // Its own arguments are for Lambda: one process, no shared memory. Here only what a root user needs.
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    headless: true,
  })
}

const sharedBrowser = shared(async () => {
  const browser = await launchChromium()
  return { it: browser, close: () => browser.close() }
})

/**
 * The browser of this process. Each call is another person's phone, with cookies, storage and an address of its own, until
 * the end of the test; a second tab of the same person is `page.context().newPage()`.
 */
export function testBrowser() {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await sharedBrowser()
  })
  return async (options: BrowserContextOptions = {}): Promise<Page> => {
    if (!browser) throw new Error('the browser runs only while the tests of this file do')
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      locale: 'en-IN',
      colorScheme: 'light',
      reducedMotion: 'reduce',
      extraHTTPHeaders: { 'x-forwarded-for': newAddress() },
      ...options,
    })
    context.setDefaultTimeout(45_000)
    onTestFinished(() => context.close())
    return context.newPage()
  }
}

/** Lists what the page complains of from now on: uncaught errors, console warnings, breaches of the page's policy. */
export async function complaintsOf(page: Page): Promise<string[]> {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`console: ${message.text()}`)
  })
  await page.exposeFunction('reportBreach', (breach: string) => complaints.push(`policy: ${breach}`))
  await page.addInitScript(`document.addEventListener('securitypolicyviolation', (event) =>
    reportBreach([event.violatedDirective, event.blockedURI, event.sourceFile, event.lineNumber].join(' ')))`)
  return complaints
}

async function tooWide(page: Page): Promise<string[]> {
  const [content, screen] = await page.evaluate<[number, number]>(
    '[document.documentElement.scrollWidth, innerWidth]',
  )
  return content > screen ? [`${content - screen} px too wide`] : []
}

/** What is wrong with the page as it stands, in lines that say where: by axe's rules, or wider than the screen. */
export async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return [
    ...(await tooWide(page)),
    ...violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id}: ${target} ${html}`)),
  ]
}

/** What the other language alone can do to a page that axe has seen in English. */
export async function violationsInHindi(page: Page): Promise<string[]> {
  const language = await page.locator('html').getAttribute('lang')
  const lines = (await page.locator('body').innerText()).split('\n')
  return [
    ...(await tooWide(page)),
    ...(language === 'hi-IN' ? [] : [`says that its language is ${language}`]),
    ...lines.filter((line) => /^[a-z]\w*(\.\w+)+$/.test(line)).map((key) => `shows the key ${key}`),
  ]
}
