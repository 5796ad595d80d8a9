import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { createGoogle } from '../../../functions/providers/google/index.ts'
import { startGoogleSimulator } from '../../../local/simulators/google/index.ts'

type Simulator = Awaited<ReturnType<typeof startGoogleSimulator>>

const imagen = 'imagen-4.0-generate-001'
const latencyMs = { text: 0, image: 0 }
/** Imagen was still served in July, and was gone in November. */
const july = () => Date.parse('2026-07-01T09:00:00Z')
const november = () => Date.parse('2026-11-22T09:00:00Z')

let inJuly: Simulator
let inNovember: Simulator
beforeAll(async () => {
  inJuly = await startGoogleSimulator({ latencyMs, clock: july })
  inNovember = await startGoogleSimulator({ latencyMs, clock: november })
})
afterAll(() => Promise.all([inJuly.stop(), inNovember.stop()]))

const googleOf = (simulator: Simulator, clock: () => number, account: Record<string, string> = {}) =>
  createGoogle({
    credentials: async () => ({
      mode: 'platform',
      project: 'simulated-project',
      location: 'us-central1',
      serviceAccount: { ...simulator.serviceAccount(), ...account },
    }),
    clock,
    baseUrls: { platform: simulator.url },
  })

test('Imagen draws through generateImages while it lives', async () => {
  const order = { model: imagen, prompt: 'A jar of mango pickle, first', aspectRatio: '9:16' } as const
  const drawn = await googleOf(inJuly, july).renderImage(order)
  if (drawn.kind !== 'picture') throw new Error(drawn.reason)
  expect(await sharp(drawn.bytes).metadata()).toMatchObject({ width: 768, height: 1408 })
  expect(drawn).toMatchObject({ model: { asked: imagen, used: imagen }, costMicroUsd: 40_000 })
  expect(inJuly.calls('pickle, first')).toMatchObject([{ notes: { mode: 'platform', model: imagen } }])
})

test('a picture that Imagen leaves out was refused', async () => {
  inJuly.addFault({ fault: 'output_blocked', match: 'pickle, second' })
  const order = { model: imagen, prompt: 'A jar of mango pickle, second', aspectRatio: '1:1' } as const
  expect(await googleOf(inJuly, july).renderImage(order)).toMatchObject({ kind: 'blocked', costMicroUsd: 0 })
})

test('a format that Imagen cannot draw goes to its successor', async () => {
  const order = { model: imagen, prompt: 'A jar of mango pickle', aspectRatio: '4:5' } as const
  expect(await googleOf(inJuly, july).renderImage(order)).toMatchObject({
    kind: 'picture',
    model: { asked: imagen, used: 'gemini-nano-banana-2.1' },
  })
})

test('Imagen that answers 404 before its date gives way in the same call', async () => {
  inJuly.addFault({ fault: 'retired', model: imagen, match: 'pickle, third' })
  const order = { model: imagen, prompt: 'A jar of mango pickle, third', aspectRatio: '1:1' } as const
  expect(await googleOf(inJuly, july).renderImage(order)).toMatchObject({
    kind: 'picture',
    model: { asked: imagen, used: 'gemini-nano-banana-2.1' },
  })
  expect(inJuly.calls('pickle, third').map(({ status }) => status)).toEqual([404, 200])
})

test('after its date Imagen is not even asked', async () => {
  const order = { model: imagen, prompt: 'A jar of mango pickle, fourth', aspectRatio: '1:1' } as const
  expect(await googleOf(inNovember, november).renderImage(order)).toMatchObject({
    kind: 'picture',
    model: { asked: imagen, used: 'gemini-nano-banana-2.1' },
  })
  expect(inNovember.calls('pickle, fourth')).toHaveLength(1)
})

test('text is written in platform mode too', async () => {
  const answer = await googleOf(inNovember, november).writeJson({
    system: 'You name things.',
    prompt: 'Brief: a tea stall in Pune',
    schema: z.object({ name: z.string() }),
  })
  expect(answer).toMatchObject({ kind: 'answer', value: { name: 'a tea stall in Pune' } })
})

test.each([
  ['whose key is no key', { private_key: 'nonsense' }, 'account_unusable'],
  ['of somebody else', { client_email: 'else@example.iam.gserviceaccount.com' }, 'key_refused'],
])('a service account %s is refused', async (_, account, code) => {
  const order = { prompt: 'A tea stall', aspectRatio: '1:1' } as const
  await expect(googleOf(inNovember, november, account).renderImage(order)).rejects.toMatchObject({
    name: 'ProviderRejected',
    code,
  })
})
