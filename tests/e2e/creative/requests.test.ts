import { expect, test } from 'vitest'
import { testBrowser } from '../../support/browser/browser.ts'
import {
  cardsBecome,
  generationBecomes,
  lineBecomes,
  logIn,
  writeBrief,
} from '../../support/browser/person.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { newMember } from '../../support/people/client.ts'

const cloud = testCloud()
const openPage = testBrowser()

test('from the press of the button to the picture, the page asks the API next to nothing', async () => {
  const page = await openPage()
  await logIn(page, cloud().origin, await newMember(cloud()))
  await lineBecomes(page, 'live')
  await writeBrief(page, 'Rasgulla in a clay bowl', ['Feed square'])
  await page.waitForLoadState('networkidle')

  const ofApi: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/v1/')) ofApi.push(`${request.method()} ${pathname}`)
  })
  await page.getByRole('button', { name: 'Make 1 picture' }).click()
  await cardsBecome(page, ['ready'])
  await generationBecomes(page, 'succeeded')
  await page.getByRole('button', { name: 'Open picture 1, Feed square' }).locator('img').waitFor()

  expect(ofApi.filter((each) => each === 'POST /v1/generations')).toHaveLength(1)
  // All that is shown is in the answer and the messages. On a slow machine the page looks again every 15 s.
  expect(ofApi.length, ofApi.join('\n')).toBeLessThanOrEqual(6)
})
