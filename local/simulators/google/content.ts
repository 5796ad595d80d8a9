import { excerpt } from '../../../contracts/excerpt.ts'
import type { Seed } from '../kit/seed.ts'
import type { Answer } from './answers.ts'

type Parts = { role: 'model'; parts: unknown[] }
type Candidate = { content?: Parts; finishReason: string; finishMessage?: string }

const tokens = (text: string) => Math.ceil(text.length / 4)

/** Keys that no document names turn up in some answers, as they do in recorded ones. */
const surprises = (chance: Buffer) =>
  (chance[0] ?? 0) % 3 === 0
    ? { turnToken: chance.toString('base64url'), servedFrom: { cell: 'simulated', shard: chance[1] } }
    : {}

type Order = { model: string; prompt: string; seed: Seed }

const answer = (
  { model, prompt, seed }: Order,
  candidate: Candidate | undefined,
  outputTokens: number,
  more = {},
): Answer => ({
  status: 200,
  body: {
    ...(candidate ? { candidates: [{ index: 0, ...candidate }] } : {}),
    ...more,
    usageMetadata: {
      promptTokenCount: tokens(prompt),
      ...(outputTokens ? { candidatesTokenCount: outputTokens } : {}),
      totalTokenCount: tokens(prompt) + outputTokens,
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: tokens(prompt) }],
    },
    modelVersion: model,
    responseId: seed.nextId(22),
    ...surprises(seed.bytesFor(prompt)),
  },
})

export const textAnswer = (order: Order, text: string) =>
  answer(
    order,
    { content: { role: 'model', parts: [{ text, thoughtSignature: 'c2ltdWxhdGVk' }] }, finishReason: 'STOP' },
    tokens(text),
  )

/** Cut at the token limit, in the middle of a word, though never of a letter that a reader sees. */
export const truncatedAnswer = (order: Order, text: string) => {
  const half = excerpt(text, Math.ceil(text.length / 2)).slice(0, -1)
  return answer(
    order,
    { content: { role: 'model', parts: [{ text: half }] }, finishReason: 'MAX_TOKENS' },
    tokens(half),
  )
}

/** A draft of the thinking phase comes before the picture, and must not be taken for it. */
export const pictureAnswer = (order: Order, data: Buffer, mimeType: string, draft?: Buffer) =>
  answer(
    order,
    {
      content: {
        role: 'model',
        parts: [
          ...(draft
            ? [{ thought: true, inlineData: { mimeType: 'image/png', data: draft.toString('base64') } }]
            : []),
          { inlineData: { mimeType, data: data.toString('base64') }, thoughtSignature: 'c2ltdWxhdGVk' },
        ],
      },
      finishReason: 'STOP',
    },
    1120,
  )

/** JSON as chat models like to give it: a mark of the byte order, a greeting with brackets, a fence, a farewell. */
export const wrappedAnswer = (order: Order, text: string) =>
  textAnswer(order, `\ufeffHere is {your plan}:\n\n\`\`\`json\n${text}\n\`\`\`\nShall I {change} anything?`)

/** Every text of several words begins with NUL, half an emoji and an escape sequence, written as JSON writes them. */
export const dirtyAnswer = (order: Order, text: string) =>
  textAnswer(order, text.replaceAll(/:"(?=[^"]* )/g, ':"\\u0000\\ud83e\\u001b[31m'))

/** A slip of the model that the next call does not make. */
export const malformedCall = (order: Order) =>
  answer(
    order,
    { finishReason: 'MALFORMED_FUNCTION_CALL', finishMessage: 'Malformed function call: print(default_api' },
    0,
  )

/** The same answer without its counts, and without saying of what type a picture is. */
export const unlabelled = ({ status, body }: Answer): Answer => ({
  status,
  body: JSON.parse(
    JSON.stringify(body, (key, value) => (key === 'usageMetadata' || key === 'mimeType' ? undefined : value)),
  ),
})

export const promptBlocked = (order: Order) =>
  answer(order, undefined, 0, { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } })

export const outputBlocked = (order: Order, makes: 'text' | 'image') =>
  answer(
    order,
    makes === 'image'
      ? {
          finishReason: 'IMAGE_SAFETY',
          finishMessage:
            "Unable to show the generated image. The image was filtered out because it violated Google's Generative AI Prohibited Use policy.",
        }
      : { finishReason: 'SAFETY' },
    0,
  )

export const withoutMedia = (order: Order) =>
  answer(
    order,
    {
      content: { role: 'model', parts: [{ text: 'Here is an idea for your picture: a quiet morning.' }] },
      finishReason: 'STOP',
    },
    12,
  )
