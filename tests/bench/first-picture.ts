import { chromium } from 'playwright-core'
import { packagedChromium } from '../support/browser/packaged-chromium.ts'
import { logIn, writeBrief } from '../support/browser/person.ts'
import { newMember } from '../support/people/client.ts'

/** How often the page asks the API between the press of the button and the picture. */
export async function requestsToFirstPicture(place: {
  origin: string
  databaseUrl: string
}): Promise<number> {
  const browser = await chromium.launch({ executablePath: await packagedChromium(), args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage({ locale: 'en-IN' })
    await logIn(page, place.origin, await newMember(place))
    await writeBrief(page, 'Rasgulla in a clay bowl', ['Feed square'])
    await page.locator('[data-testid=live-indicator][data-status=live]').waitFor({ state: 'attached' })
    let requests = 0
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.startsWith('/v1/')) requests += 1
    })
    await page.getByRole('button', { name: 'Make 1 picture' }).click()
    await page.locator('img[src*="/assets/"]').first().waitFor()
    return requests
  } finally {
    await browser.close()
  }
}
