import { expect, onTestFinished, test } from 'vitest'
import type { FaultOrder } from '../../../local/simulators/google/index.ts'
import { testBrowser } from '../../support/browser/browser.ts'
import { cardsBecome, type Format, generate, generationBecomes, logIn } from '../../support/browser/person.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { newMember } from '../../support/people/client.ts'

const cloud = testCloud()
const openPage = testBrowser()

const openAsMember = async () => {
  const page = await openPage()
  await logIn(page, cloud().origin, await newMember(cloud()))
  return page
}

/** Google does so until the end of the test, which may fail before it gets there: other files meet the same Google. */
const addFault = (order: FaultOrder) => {
  cloud().vendors.google.addFault(order)
  onTestFinished(cloud().vendors.google.clearFaults)
}

const all: Format[] = ['Feed square', 'Feed portrait', 'Reels & Stories', 'Landscape']

test('one blocked picture of four: three stay, its card says why, and Try again draws it', async () => {
  const page = await openAsMember()
  addFault({ fault: 'output_blocked', operation: 'image', match: 'Lassi', times: 1 })
  await generate(page, 'Lassi in tall glasses', all)
  await generationBecomes(page, 'partly_succeeded')
  await cardsBecome(page, ['blocked', 'ready', 'ready', 'ready'])
  const blocked = page.getByTestId('picture-card').and(page.locator('[data-status=blocked]'))
  expect(await blocked.textContent()).toContain('safety rules stopped this picture. Try again')
  const said = page.getByRole('alert').filter({ hasText: '1 picture did not come out' })
  expect(await said.getByRole('link', { name: 'Change the brief' }).isVisible()).toBe(true)

  await said.getByRole('button', { name: 'Try again' }).click()
  await generationBecomes(page, 'succeeded')
  await cardsBecome(page, ['ready', 'ready', 'ready', 'ready'])
  expect(await page.getByRole('alert').count()).toBe(0)
})

test('an outage fails the generation after its retries, and Try again works once it is over', async () => {
  const page = await openAsMember()
  addFault({ fault: 'unavailable', operation: 'image', match: 'Malpua' })
  await generate(page, 'Malpua on a banana leaf', ['Feed square'])
  await generationBecomes(page, 'failed', 60_000)
  expect(await page.getByTestId('picture-card').textContent()).toContain('Google did not answer')
  expect(await page.getByRole('link', { name: 'Change the brief' }).count()).toBe(0)

  cloud().vendors.google.clearFaults()
  await page.getByRole('button', { name: 'Try again' }).click()
  await generationBecomes(page, 'succeeded')
  await page.getByRole('button', { name: 'Open picture 1, Feed square' }).waitFor()
})

test('a blocked brief can only be changed, in the form as it was filled in', async () => {
  const page = await openAsMember()
  addFault({ fault: 'prompt_blocked', operation: 'text', match: 'Whisky' })
  await generate(page, 'Whisky by the sea', ['Feed portrait', 'Landscape'])
  await generationBecomes(page, 'failed')
  await page.getByTestId('picture-card').first().getByText('refuse this brief').waitFor()
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)

  await page.getByRole('link', { name: 'Change the brief' }).click()
  await page.getByRole('heading', { name: 'What shall we make?' }).waitFor()
  const brief = page.getByRole('textbox', { name: 'Brief' })
  expect(await brief.inputValue()).toBe('Whisky by the sea')
  const ticked = await page.getByRole('checkbox', { checked: true }).all()
  expect(await Promise.all(ticked.map((each) => each.getAttribute('aria-label')))).toEqual([
    'Feed portrait, 4:5',
    'Landscape, 16:9',
  ])
  await brief.fill('Coconut water by the sea')
  await page.getByRole('button', { name: 'Make 2 pictures' }).click()
  await page.getByRole('heading', { name: 'Coconut water by the sea' }).waitFor()
  await generationBecomes(page, 'succeeded')
})

test('a generation is stopped in mid-job: what is ready stays', async () => {
  const page = await openAsMember()
  addFault({ fault: 'slow', operation: 'image', match: 'Biryani', times: 1 })
  await generate(page, 'Biryani for a wedding', ['Feed square', 'Landscape'])
  await cardsBecome(page, ['ready', 'rendering'])

  await page.getByRole('button', { name: 'Stop this generation' }).click()
  const dialog = page.getByRole('dialog', { name: 'Stop this generation?' })
  await dialog.getByRole('button', { name: 'Keep going' }).click()
  await dialog.waitFor({ state: 'detached' })
  await generationBecomes(page, 'running')
  await page.getByRole('button', { name: 'Stop this generation' }).click()
  await dialog.getByRole('button', { name: 'Stop the generation' }).click()
  await generationBecomes(page, 'cancelled')
  await cardsBecome(page, ['cancelled', 'ready'])
  await page.getByText('You stopped this generation.').waitFor()
  expect(await page.getByRole('link', { name: 'Use this brief again' }).isVisible()).toBe(true)

  await page.reload()
  await generationBecomes(page, 'cancelled')
})
