import { expect, test } from 'vitest'
import * as z from 'zod'
import { ProviderUnavailable } from '../../../functions/platform/errors.ts'
import recorded from '../../../functions/providers/google/__fixtures__/answers.json' with { type: 'json' }
import {
  contentAnswer,
  imagesAnswer,
  inWords,
  refusalIn,
} from '../../../functions/providers/google/answers.ts'
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
    contentType: 'image/jpeg',
  })
})

test('a refusal of the prompt or of the picture is told by its code', () => {
  expect(readPicture(content('promptBlocked'))).toEqual({ kind: 'blocked', reason: 'PROHIBITED_CONTENT' })
  expect(readPicture(content('pictureBlocked'))).toEqual({ kind: 'blocked', reason: 'IMAGE_SAFETY' })
  expect(refusalIn(content('picture'))).toBeUndefined()
})

test('no picture and no refusal is worth another wording', () => {
  expect(readPicture(content('noImage')).kind).toBe('nothing')
  expect(readPicture(content('onlyText')).kind).toBe('nothing')
})

test('a picture that Imagen leaves out was filtered, with a reason or without', () => {
  const read = (name: keyof typeof recorded) => readImagenPicture(imagesAnswer.parse(recorded[name]))
  expect(read('imagen')).toMatchObject({ kind: 'picture', contentType: 'image/png' })
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

test('a code that is new to us has words too', () => {
  expect(inWords('SAFETY')).toBe('unsafe content')
  expect(inWords('SOMETHING_NEW')).toBe('no reason given')
})
