import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { ProviderUnavailable } from '../../../functions/platform/errors.ts'
import recorded from '../../../functions/providers/google/__fixtures__/answers.json' with { type: 'json' }
import { contentAnswer, imagesAnswer, refusalIn } from '../../../functions/providers/google/answers.ts'
import { imageCost, textCost } from '../../../functions/providers/google/cost.ts'
import { googleSchema, readJson } from '../../../functions/providers/google/json.ts'
import { models } from '../../../functions/providers/google/models.ts'
import { readImagenPicture, readPicture } from '../../../functions/providers/google/picture.ts'

const content = (name: keyof typeof recorded) => contentAnswer.parse(recorded[name])
const names = z.object({ names: z.array(z.string().max(10)).min(1) })

test('the picture is the first that is not a draft, among unknown keys and text', () => {
  expect(readPicture(content('picture'))).toEqual({
    kind: 'picture',
    bytes: Buffer.from('picture'),
  })
})

test('a refusal of the prompt or of the picture is told by its code', () => {
  expect(readPicture(content('promptBlocked'))).toEqual({
    kind: 'blocked',
    reason: 'a subject that is not allowed',
  })
  expect(readPicture(content('pictureBlocked'))).toEqual({
    kind: 'blocked',
    reason: 'unsafe content in the picture',
  })
  expect(refusalIn(content('picture'))).toBeUndefined()
})

test('no picture and no refusal is worth another wording', () => {
  expect(readPicture(content('noImage')).kind).toBe('nothing')
  expect(readPicture(content('onlyText')).kind).toBe('nothing')
})

test('a picture that Imagen leaves out was filtered, with a reason or without', () => {
  const read = (name: keyof typeof recorded) => readImagenPicture(imagesAnswer.parse(recorded[name]))
  expect(read('imagen')).toMatchObject({ kind: 'picture' })
  expect(read('imagenFiltered').kind).toBe('blocked')
  expect(read('imagenMissing').kind).toBe('blocked')
})

test('JSON is read from all parts but the thoughts', () => {
  expect(readJson(content('json'), names)).toEqual({ names: ['Asha', 'Ravi'] })
})

test.each([
  ['cut at the token limit', content('cutJson'), names],
  ['without text', contentAnswer.parse({}), names],
  ['longer than the schema allows', content('json'), z.object({ names: z.array(z.string().max(3)) })],
])('JSON %s is worth another try', (_, answer, schema) => {
  expect(() => readJson(answer, schema)).toThrow(ProviderUnavailable)
})

test('the schema goes out as plain JSON Schema', () => {
  expect(googleSchema(names)).toMatchObject({
    type: 'object',
    required: ['names'],
    properties: { names: { type: 'array', minItems: 1, items: { type: 'string' } } },
  })
  expect(googleSchema(names)).not.toHaveProperty('$schema')
})

test('a call costs its tokens, thinking among the output, and a picture its price', () => {
  const text = models.find((model) => model.id === 'gemini-3.8-flash')
  const image = models.find((model) => model.id === 'gemini-nano-banana-2.1')
  if (text?.capability !== 'text' || image?.capability !== 'image') throw new Error('not in the registry')
  const usage = { promptTokenCount: 1000, candidatesTokenCount: 400, thoughtsTokenCount: 100 }
  expect(textCost(text, usage)).toBe(750 + 1875)
  expect(imageCost(image, 100, 1)).toBe(33_600 + 30)
  expect(imageCost(image, 100, 0)).toBe(30)
})

const ended = (finishReason: string, parts: unknown[] = []) =>
  contentAnswer.parse({ candidates: [{ finishReason, content: { parts } }] })

test.each(['SAFETY', 'IMAGE_RECITATION', 'SPII', 'BLOCKLIST', 'LANGUAGE'])('%s is a refusal', (reason) => {
  expect(readPicture(ended(reason)).kind).toBe('blocked')
})

test.each([
  'MALFORMED_FUNCTION_CALL',
  'MALFORMED_RESPONSE',
  'OTHER',
  'IMAGE_OTHER',
  'NO_IMAGE',
  'MAX_TOKENS',
  'NEW_IN_2027',
])('%s is a slip: no refusal, and what came all the same is taken', (reason) => {
  expect(readPicture(ended(reason))).toEqual({ kind: 'nothing', reason })
  expect(() => readJson(ended(reason), names)).toThrow(ProviderUnavailable)
  expect(readPicture(ended(reason, [{ inlineData: { data: 'cGljdHVyZQ==' } }])).kind).toBe('picture')
  expect(readJson(ended(reason, [{ text: '{"names":["Asha"]}' }]), names)).toEqual({ names: ['Asha'] })
})

test('a prompt that is blocked without a reason is blocked; one blocked for a reason to come is tried again', () => {
  const blocked = (blockReason: string) => contentAnswer.parse({ promptFeedback: { blockReason } })
  expect(refusalIn(blocked('OTHER'))).toBe('no reason given')
  expect(refusalIn(blocked('JAILBREAK'))).toBeDefined()
  expect(refusalIn(blocked('BLOCK_REASON_UNSPECIFIED'))).toBeUndefined()
})

test.each([
  ['counts are missing', {}],
  ['counts are words', { usageMetadata: { promptTokenCount: 'many', candidatesTokenCount: null } }],
  ['usage is a list', { usageMetadata: [] }],
  ['feedback is a word', { promptFeedback: 'fine' }],
])('a picture is taken where %s', (_, more) => {
  const parts = [
    null,
    { text: 7 },
    { inlineData: 'no' },
    { inlineData: { mimeType: 3, data: 'cGljdHVyZQ==' } },
  ]
  const answer = contentAnswer.parse({ candidates: [{ finishReason: 1, content: { parts } }], ...more })
  expect(readPicture(answer)).toMatchObject({ kind: 'picture' })
})

describe('JSON is found', () => {
  const json = '{"names": ["Asha {1}", "a \\"}\\" b"]}'
  const found = { names: ['Asha {1}', 'a "}" b'] }
  const bounded = z.object({ names: z.array(z.string()).min(1) })
  test.each([
    ['behind a mark of the byte order', `\ufeff${json}`],
    ['in a Markdown fence', `\`\`\`json\n${json}\n\`\`\``],
    ['in a fence of another kind, with CRLF', `~~~\r\n${json}\r\n~~~`],
    ['after words with brackets', `Sure {as asked}: here {"is": "it"} ${json}`],
    ['before words with brackets', `${json}\nShall I {change} it? }{`],
    ['after a draft that does not fit', `{"names": []} ${json}`],
    [
      'behind a quote that never closes',
      `Asha's 12" lamp: ${json.replaceAll('\\"', "'").replace("a '}' b", 'x')}`,
    ],
  ])('%s', (_, text) => {
    expect(bounded.parse(readJson(ended('STOP', [{ text }]), bounded)).names[0]).toBe(found.names[0])
  })

  test('in as little time, however many brackets are opened', () => {
    const began = performance.now()
    expect(() => readJson(ended('STOP', [{ text: '{'.repeat(100_000) }]), bounded)).toThrow(
      ProviderUnavailable,
    )
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})

test('texts of a model are cleaned as the rule for texts wants them', () => {
  const dirty = { names: ['\\u0000Asha\\u001b[31m', 'half \\ud83e', '\\u0085 क\\u094d\\u0937'] }
  const written = JSON.stringify(dirty).replaceAll('\\\\', '\\')
  const any = z.object({ names: z.array(z.string()) })
  const { names: cleaned } = readJson(ended('STOP', [{ text: written }]), any)
  expect(cleaned).toEqual(['Asha[31m', 'half \ufffd', 'क्ष'])
})
