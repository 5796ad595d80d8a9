import { afterAll, beforeAll, expect, test } from 'vitest'
import { createGoogle, GoogleRejected } from '../../../functions/providers/google/index.ts'
import { startGoogleSimulator } from '../../../local/simulators/google/index.ts'

const clock = () => Date.parse('2026-11-22T09:00:00Z')

let simulator: Awaited<ReturnType<typeof startGoogleSimulator>>
beforeAll(async () => {
  simulator = await startGoogleSimulator({ latencyMs: { text: 0, image: 0 }, clock })
})
afterAll(() => simulator.stop())

const google = () =>
  createGoogle({
    credentials: async () => ({ mode: 'developer', apiKey: 'any-key' }),
    clock,
    baseUrls: { developer: simulator.url },
  })

/** Retires a model, or all, for the calls of one test. */
const retired = (model?: string) => {
  const word = `w${crypto.randomUUID().slice(0, 8)}`
  simulator.addFault({ fault: 'retired', match: word, ...(model && { model }) })
  return { prompt: `Brass lamps for Diwali ${word}`, calls: () => simulator.calls(word) }
}
const render = (prompt: string) => google().renderImage({ prompt, aspectRatio: '4:5' })

test('a model that answers 404 before its date gives way to its successor in the same call', async () => {
  const { prompt, calls } = retired('gemini-nano-banana-2.1')
  expect(await render(prompt)).toMatchObject({
    kind: 'picture',
    model: { asked: 'gemini-nano-banana-2.1', used: 'gemini-3-pro-image' },
  })
  expect(calls().map(({ status }) => status)).toEqual([404, 200])
})

test('when the whole line answers 404, it ends', async () => {
  const { prompt, calls } = retired()
  await expect(render(prompt)).rejects.toBeInstanceOf(GoogleRejected)
  expect(calls()).toHaveLength(2)
})

test('the names of the first design still draw', async () => {
  const drawn = await google().renderImage({
    model: 'imagen-4.0-generate-001',
    prompt: 'A jar of mango pickle',
    aspectRatio: '1:1',
  })
  expect(drawn).toMatchObject({
    kind: 'picture',
    model: { asked: 'imagen-4.0-generate-001', used: 'gemini-nano-banana-2.1' },
  })
})

test('a text model cannot be asked for a picture', async () => {
  const order = { model: 'gemini-3.8-flash', prompt: 'A lamp', aspectRatio: '1:1' } as const
  await expect(google().renderImage(order)).rejects.toBeInstanceOf(GoogleRejected)
})
