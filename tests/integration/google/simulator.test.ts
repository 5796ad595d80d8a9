import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import * as z from 'zod'
import { startGoogleSimulator } from '../../../local/simulators/google/index.ts'

const clock = () => Date.parse('2026-11-22T09:00:00Z')
let simulator: Awaited<ReturnType<typeof startGoogleSimulator>>
beforeAll(async () => {
  simulator = await startGoogleSimulator({ latencyMs: { text: 0, image: 0 }, clock })
})
afterAll(() => simulator.stop())

const send = async (method: string, path: string, body?: unknown, key = 'any-key') => {
  const response = await fetch(`${simulator.url}${path}`, {
    method,
    headers: { 'x-goog-api-key': key, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : undefined }
}
const ask = (prompt: string, generationConfig = {}, model = 'gemini-3.8-flash', version = 'v1beta') =>
  send('POST', `/${version}/models/${model}:generateContent`, {
    contents: [{ role: 'user', parts: [{ text: prompt }] }],
    generationConfig,
  })
const image = 'gemini-nano-banana-2.1'

test.each(['v1', 'v1beta'])('%s is served', async (version) => {
  expect((await ask('Hello', {}, undefined, version)).status).toBe(200)
})

test('a retired model answers 404 in Google’s words', async () => {
  expect(await ask('Hello', {}, 'gemini-2.0-flash')).toMatchObject({
    status: 404,
    body: {
      error: {
        code: 404,
        status: 'NOT_FOUND',
        message: expect.stringMatching(/^models\/gemini-2.0-flash is not found for API version v1beta/),
      },
    },
  })
})

test('without a key 403, with a bad one 400', async () => {
  const path = '/v1beta/models/gemini-3.8-flash'
  expect((await send('GET', path, undefined, '')).status).toBe(403)
  expect((await send('GET', path, undefined, 'invalid')).status).toBe(400)
  expect((await send('GET', path)).body).toMatchObject({ name: 'models/gemini-3.8-flash' })
})

test('the list leaves out what is gone', async () => {
  const { body } = await send('GET', '/v1beta/models')
  const names = z.object({ models: z.array(z.object({ name: z.string() })) }).parse(body)
  expect(names.models.map(({ name }) => name)).toContain(`models/${image}`)
  expect(names.models.map(({ name }) => name)).not.toContain('models/imagen-4.0-generate-001')
})

test.each([
  ['a size in small letters', { imageConfig: { aspectRatio: '1:1', imageSize: '1k' } }],
  ['a ratio it cannot draw', { imageConfig: { aspectRatio: '1.91:1' } }],
  ['JSON from a picture model', { responseMimeType: 'application/json' }],
])('%s is refused', async (_, config) => {
  expect(await ask('A lamp', config, image)).toMatchObject({
    status: 400,
    body: { error: { status: 'INVALID_ARGUMENT' } },
  })
})

const parts = z.object({
  candidates: z.tuple([
    z.object({
      content: z.object({
        parts: z.array(
          z.object({ thought: z.boolean().optional(), inlineData: z.object({ data: z.string() }) }),
        ),
      }),
    }),
  ]),
})
const pictureIn = (body: unknown) =>
  parts.parse(body).candidates[0].content.parts.find(({ thought }) => !thought)?.inlineData.data
const drawn = async (prompt: string) => pictureIn((await ask(prompt, {}, image)).body)

test('two prompts give two pictures, one prompt the same twice', async () => {
  const [lamp, again, soap] = [await drawn('A lamp'), await drawn('A lamp'), await drawn('A soap')]
  expect(lamp).toBe(again)
  expect(lamp).not.toBe(soap)
})

test('a fault strikes its times, its operation and its prompts only', async () => {
  const order = { fault: 'unavailable', match: 'drum', operation: 'text', times: 2 }
  expect((await send('POST', '/_control/faults', order)).status).toBe(201)
  const statuses = []
  for (const prompt of ['a flute', 'a drum', 'a drum', 'a drum']) statuses.push((await ask(prompt)).status)
  expect(statuses).toEqual([200, 503, 503, 200])
  expect((await send('GET', '/_control/faults')).body).toEqual([])
})

test('a fault with a time ends with it', async () => {
  simulator.addFault({ fault: 'internal', match: 'sitar', forMs: 1000 })
  expect((await ask('a sitar')).status).toBe(500)
  await simulator.advance(1000)
  expect((await ask('a sitar')).status).toBe(200)
})

test('faults can be deleted, and nonsense is refused', async () => {
  simulator.addFault({ fault: 'internal', match: 'veena' })
  expect((await send('DELETE', '/_control/faults')).status).toBe(204)
  expect((await ask('a veena')).status).toBe(200)
  expect((await send('POST', '/_control/faults', { fault: 'earthquake' })).status).toBe(400)
})

test('the recorded calls tell what arrived and what was paid for', async () => {
  await ask('a shehnai', { imageConfig: { aspectRatio: '16:9' } }, image)
  expect((await send('GET', '/_control/calls?match=shehnai')).body).toMatchObject([
    {
      operation: 'image',
      status: 200,
      notes: { mode: 'developer', model: image, aspectRatio: '16:9', paidPictures: 1 },
    },
  ])
})

test('latency can be changed', async () => {
  const changed = await send('PUT', '/_control/latency', { image: 2 })
  expect(changed).toEqual({ status: 200, body: { text: 0, image: 2 } })
  expect((await send('PUT', '/_control/latency', { text: -1 })).status).toBe(400)
})

test('a day moves the clock, and a model that is gone by then answers 404', async () => {
  expect((await ask('a tabla', {}, 'gemini-3.1-flash-lite')).status).toBe(200)
  expect((await send('POST', '/_control/clock', { days: 166 })).body).toMatchObject({
    now: expect.stringMatching(/^2027-05-07T/),
  })
  expect((await ask('a tabla', {}, 'gemini-3.1-flash-lite')).status).toBe(404)
  expect((await send('POST', '/_control/reset')).status).toBe(204)
  expect((await ask('a tabla', {}, 'gemini-3.1-flash-lite')).status).toBe(200)
})

test('another seed draws another picture for the same prompt', async () => {
  const other = await startGoogleSimulator({ latencyMs: { text: 0, image: 0 }, clock, seed: 'another' })
  onTestFinished(other.stop)
  const drawnBy = async (url: string) => {
    const response = await fetch(`${url}/v1beta/models/${image}:generateContent`, {
      method: 'POST',
      headers: { 'x-goog-api-key': 'any-key', 'content-type': 'application/json' },
      body: JSON.stringify({ contents: [{ parts: [{ text: 'A lamp' }] }] }),
    })
    return pictureIn(await response.json())
  }
  expect(await drawnBy(other.url)).not.toBe(await drawnBy(simulator.url))
})
