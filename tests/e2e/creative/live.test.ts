import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { testBrowser } from '../../support/browser/browser.ts'
import {
  cardStates,
  cardsBecome,
  generate,
  generationBecomes,
  lineBecomes,
  logIn,
  patience,
} from '../../support/browser/person.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { newMember } from '../../support/people/client.ts'

const cloud = testCloud()
const openPage = testBrowser()

/** Logged in as somebody new. */
const openAsMember = async (prepare?: (page: Page) => Promise<void>) => {
  const page = await openPage()
  await prepare?.(page)
  await logIn(page, cloud().origin, await newMember(cloud()))
  return page
}

/** Until the end of the test Google takes so long for a picture with these words in its prompt. */
const drawSlowly = (match: string, ms: number, times?: number) => {
  cloud().vendors.google.addFault({ fault: 'slow', operation: 'image', match, ms, ...(times && { times }) })
  onTestFinished(cloud().vendors.google.clearFaults)
}

const percentOf = async (page: Page) =>
  Number(await page.getByRole('progressbar').getAttribute('aria-valuenow'))

test('two tabs see the same progress', async () => {
  const first = await openAsMember()
  const second = await first.context().newPage()
  await second.goto(`${cloud().origin}/generations`)
  await lineBecomes(first, 'live')
  await lineBecomes(second, 'live')

  drawSlowly('in two tabs', 6_000)
  await generate(first, 'Samosas in two tabs', ['Feed square', 'Landscape'])
  await second.getByRole('link', { name: 'Samosas in two tabs' }).click()
  await cardsBecome(first, ['rendering', 'rendering'])
  await cardsBecome(second, ['rendering', 'rendering'])
  await Promise.all([generationBecomes(first, 'succeeded'), generationBecomes(second, 'succeeded')])
  await cardsBecome(second, ['ready', 'ready'])
})

test('a tab closed and opened again in mid-job shows at once how far it is', async () => {
  const page = await openAsMember()
  drawSlowly('closed tab', 8_000, 1)
  await generate(page, 'Kulfi in a closed tab', ['Feed square', 'Landscape'])
  await cardsBecome(page, ['ready', 'rendering'])
  await expect.poll(() => percentOf(page), patience).toBeGreaterThan(10)
  const percent = await percentOf(page)
  const address = page.url()
  const again = await page.context().newPage()
  await page.close()

  await again.goto(address)
  await again.getByTestId('picture-card').first().waitFor()
  expect((await cardStates(again)).sort()).toEqual(['ready', 'rendering'])
  expect(await percentOf(again)).toBeGreaterThanOrEqual(percent)
  expect(await again.getByTestId('ready-count').textContent()).toBe('1 of 2 ready')
  await generationBecomes(again, 'succeeded')
})

test('where sockets are blocked, the page says so, asks instead, and gets there', async () => {
  const page = await openAsMember((blocked) => blocked.routeWebSocket(/./, (socket) => socket.close()))
  const asked: string[] = []
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))

  drawSlowly('without a line', 5_000)
  await generate(page, 'Jalebi without a line', ['Feed square'])
  await lineBecomes(page, 'catching-up')
  expect(await page.getByTestId('live-indicator').textContent()).toBe('Catching up')
  await cardsBecome(page, ['rendering'])
  await generationBecomes(page, 'succeeded')
  await cardsBecome(page, ['ready'])
  await lineBecomes(page, 'catching-up')
  const { pathname } = new URL(page.url())
  expect(asked.filter((each) => each === `GET /v1${pathname}`).length).toBeGreaterThan(1)
})

test('a line that breaks in mid-job is taken up again, and nothing is lost', async () => {
  const lines: { close: () => Promise<void> }[] = []
  const page = await openAsMember((watched) =>
    watched.routeWebSocket(/./, (socket) => {
      socket.connectToServer()
      lines.push(socket)
    }),
  )
  await lineBecomes(page, 'live')
  drawSlowly('broken line', 3_000)
  await generate(page, 'Vada pav on a broken line', ['Feed square'])
  await cardsBecome(page, ['rendering'])
  await Promise.all(lines.map((line) => line.close()))
  await lineBecomes(page, 'catching-up')
  await lineBecomes(page, 'live')
  await generationBecomes(page, 'succeeded')
})
