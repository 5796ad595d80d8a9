import { inspect } from 'node:util'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { ProviderUnavailable } from '../../../functions/platform/errors.ts'
import { createGoogle, googleCredentials } from '../../../functions/providers/google/index.ts'
import { type FaultOrder, startGoogleSimulator } from '../../../local/simulators/google/index.ts'

const clock = () => Date.parse('2026-11-22T09:00:00Z')

let simulator: Awaited<ReturnType<typeof startGoogleSimulator>>
beforeAll(async () => {
  simulator = await startGoogleSimulator({ latencyMs: { text: 0, image: 0 }, clock })
})
afterAll(() => simulator.stop())

const googleWith = (more: Partial<Parameters<typeof createGoogle>[0]> = {}) =>
  createGoogle({
    credentials: async () => ({ mode: 'developer', apiKey: 'any-key' }),
    clock,
    baseUrls: { developer: simulator.url },
    ...more,
  })

/** Runs one test's calls under one fault, which only they can meet: their prompt carries a word of their own. */
const under = (fault: FaultOrder['fault'], more: Partial<FaultOrder> = {}) => {
  const word = `w${crypto.randomUUID().slice(0, 8)}`
  simulator.addFault({ fault, match: word, ...more })
  return { prompt: `Brass lamps for Diwali ${word}`, calls: () => simulator.calls(word) }
}

const plan = z.object({
  pictures: z
    .array(
      z.object({
        aspectRatio: z.enum(['1:1', '4:5', '9:16', '16:9']),
        prompt: z.string().min(20),
        altText: z.string(),
      }),
    )
    .length(4),
})
const write = (prompt: string, google = googleWith()) =>
  google.writeJson({ system: 'You plan advertising pictures.', prompt, schema: plan })
const render = (prompt: string, google = googleWith()) => google.renderImage({ prompt, aspectRatio: '4:5' })

test('JSON comes in the asked shape, with what it cost', async () => {
  const brief = 'Hand-made brass lamps at half price for Diwali'
  const answer = await write(`Brief: ${brief}\nFormats: 1:1, 4:5, 9:16, 16:9`)
  if (answer.kind !== 'answer') throw new Error(answer.reason)
  const prompts = answer.value.pictures.map(({ prompt }) => prompt)
  expect(answer.value.pictures.map(({ aspectRatio }) => aspectRatio)).toEqual(['1:1', '4:5', '9:16', '16:9'])
  expect(new Set(prompts).size).toBe(4)
  for (const prompt of prompts) expect(prompt).toContain(brief)
  expect(answer.model).toEqual({ asked: 'gemini-3.8-flash', used: 'gemini-3.8-flash' })
  expect(answer.costMicroUsd).toBeGreaterThan(0)
})

test.each([
  ['1:1', 1024, 1024],
  ['4:5', 928, 1152],
  ['9:16', 768, 1376],
  ['16:9', 1376, 768],
] as const)('a picture of %s is %d × %d', async (aspectRatio, width, height) => {
  const drawn = await googleWith().renderImage({ prompt: 'A mint green soap', aspectRatio })
  if (drawn.kind !== 'picture') throw new Error(drawn.reason)
  expect(await sharp(drawn.bytes).metadata()).toMatchObject({ format: 'png', width, height })
  expect(drawn).toMatchObject({
    model: { asked: 'gemini-nano-banana-2.1', used: 'gemini-nano-banana-2.1' },
  })
  expect(drawn.costMicroUsd).toBeGreaterThanOrEqual(33_600)
})

test('429 passes on the hint, and the next call succeeds', async () => {
  const { prompt } = under('rate_limited', { retryDelaySeconds: 7, times: 1 })
  await expect(render(prompt)).rejects.toMatchObject({ name: 'ProviderUnavailable', retryAfterMs: 7000 })
  expect((await render(prompt)).kind).toBe('picture')
})

test('429 with limit 0 is final', async () => {
  const { prompt } = under('no_quota')
  await expect(render(prompt)).rejects.toMatchObject({ name: 'ProviderRejected', code: 'quota_exhausted' })
})

test.each(['unavailable', 'internal'] as const)(
  '%s is asked once only: the step repeats it',
  async (fault) => {
    const { prompt, calls } = under(fault)
    await expect(render(prompt)).rejects.toBeInstanceOf(ProviderUnavailable)
    await expect(write(prompt)).rejects.toBeInstanceOf(ProviderUnavailable)
    expect(calls()).toHaveLength(2)
  },
)

test.each(['prompt_blocked', 'output_blocked'] as const)('%s is told with a reason', async (fault) => {
  const { prompt, calls } = under(fault)
  const drawn = await render(prompt)
  expect(drawn).toMatchObject({ kind: 'blocked', reason: expect.any(String) })
  expect(await write(prompt)).toMatchObject({ kind: 'blocked', reason: expect.any(String) })
  expect(calls()).toHaveLength(2)
})

test('an answer without a picture gets one other wording', async () => {
  const { prompt, calls } = under('no_media', { times: 1 })
  expect((await render(prompt)).kind).toBe('picture')
  expect(calls().map(({ notes }) => notes.paidPictures)).toEqual([0, 1])
})

test('two answers without a picture are no refusal', async () => {
  const { prompt, calls } = under('no_media')
  expect(await render(prompt)).toMatchObject({ kind: 'nothing', costMicroUsd: expect.any(Number) })
  expect(calls()).toHaveLength(2)
})

test('a slip of the model is tried again by the step, and is no refusal', async () => {
  const { prompt } = under('malformed_call', { times: 3 })
  expect(await render(prompt)).toMatchObject({ kind: 'nothing', reason: 'MALFORMED_FUNCTION_CALL' })
  await expect(write(prompt)).rejects.toMatchObject({ name: 'ProviderUnavailable' })
  expect((await write(prompt)).kind).toBe('answer')
})

test.each([
  ['location_refused', 'account_refused'],
  ['argument_refused', 'request_refused'],
] as const)('%s is not the brief’s fault', async (fault, code) => {
  const { prompt } = under(fault)
  await expect(render(prompt)).rejects.toMatchObject({ name: 'ProviderRejected', code })
})

test.each(['wrapped_json', 'unlabelled', 'dirty_text'] as const)(
  '%s is taken at the first call',
  async (fault) => {
    const { prompt, calls } = under(fault, fault === 'unlabelled' ? {} : { operation: 'text' })
    const answer = await write(prompt)
    expect(answer).toMatchObject({ kind: 'answer' })
    expect(answer.costMicroUsd).toBeGreaterThan(0)
    expect(JSON.stringify(answer)).not.toMatch(/\\u0000|\\ud83e|\\u001b/)
    expect(await render(prompt)).toMatchObject({ kind: 'picture' })
    expect(calls()).toHaveLength(2)
  },
)

test('what was lost on the way counts as paid, and what Google refused does not', async () => {
  const dropped = under('dropped')
  await expect(render(dropped.prompt)).rejects.toMatchObject({ costMicroUsd: expect.any(Number) })
  const lost = await render(dropped.prompt).catch((error: ProviderUnavailable) => error)
  expect(lost.costMicroUsd).toBeGreaterThanOrEqual(33_600)
  const refused = await render(under('unavailable').prompt).catch((error: ProviderUnavailable) => error)
  expect(refused.costMicroUsd).toBe(0)
  const cut = await write(under('truncated_json').prompt).catch((error: ProviderUnavailable) => error)
  expect(cut.costMicroUsd).toBeGreaterThan(0)
})

test('JSON cut short is worth another try of the step', async () => {
  const { prompt } = under('truncated_json', { times: 1 })
  await expect(write(prompt)).rejects.toBeInstanceOf(ProviderUnavailable)
  expect((await write(prompt)).kind).toBe('answer')
})

test('a call that takes too long is given up', async () => {
  const { prompt } = under('slow')
  await expect(render(prompt, googleWith({ timeoutMs: { text: 100, image: 300 } }))).rejects.toMatchObject({
    name: 'ProviderUnavailable',
    cause: { name: 'TimeoutError' },
  })
})

test('a connection cut after the work was done is not repeated here, for it was paid', async () => {
  const { prompt, calls } = under('dropped')
  await expect(render(prompt)).rejects.toBeInstanceOf(ProviderUnavailable)
  expect(calls()).toMatchObject([{ notes: { paidPictures: 1 }, fault: 'dropped' }])
})

const keyRefused = { code: 'key_refused', message: expect.stringContaining('key') }

test('a refused key is read anew for the next call', async () => {
  const keys = ['invalid-key', 'good-key']
  const credentials = async () => ({ mode: 'developer' as const, apiKey: keys.shift() ?? '' })
  const google = googleWith({ credentials })
  await expect(render('A cup', google)).rejects.toMatchObject(keyRefused)
  expect((await render('A cup', google)).kind).toBe('picture')
})

test('a secret of another shape is a fault of the settings, and its value is in no error', async () => {
  const credentials = async () => googleCredentials.parse('AIza-pasted-without-its-json')
  const error: unknown = await render('A cup', googleWith({ credentials })).catch((thrown) => thrown)
  expect(error).toMatchObject(keyRefused)
  expect(inspect(error)).not.toContain('AIza')
})

test('nobody at that address', async () => {
  const google = googleWith({ baseUrls: { developer: 'http://127.0.0.1:1' } })
  await expect(render('A cup', google)).rejects.toBeInstanceOf(ProviderUnavailable)
})

test('a spoilt picture is handed on as it came: the step checks the bytes', async () => {
  const { prompt } = under('bad_picture')
  expect((await render(prompt)).kind).toBe('picture')
})
