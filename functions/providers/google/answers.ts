import * as z from 'zod'

const word = z.string().optional().catch(undefined)
const count = z.number().nonnegative().catch(0)

const part = z.looseObject({
  text: word,
  thought: z.boolean().optional().catch(undefined),
  inlineData: z.looseObject({ data: z.string() }).optional().catch(undefined),
})
const candidate = z.looseObject({
  finishReason: word,
  content: z
    .looseObject({ parts: z.array(part.catch({})).catch([]) })
    .optional()
    .catch(undefined),
})
const usage = z.looseObject({
  promptTokenCount: count,
  candidatesTokenCount: count,
  thoughtsTokenCount: count,
})

/**
 * The parts of a generateContent answer that we read. Google adds keys without notice: unknown ones pass. What is missing
 * or of another type counts as not said, since the answer was paid for whatever its labels are.
 */
export const contentAnswer = z.looseObject({
  candidates: z.array(candidate.catch({})).catch([]),
  promptFeedback: z.looseObject({ blockReason: word }).optional().catch(undefined),
  usageMetadata: usage.optional().catch(undefined),
})
export type ContentAnswer = z.infer<typeof contentAnswer>
export type Usage = z.infer<typeof usage>

/** The parts of an Imagen answer that we read. A filtered picture is missing, with or without a reason. */
export const imagesAnswer = z.looseObject({
  generatedImages: z
    .array(
      z.looseObject({ image: z.looseObject({ imageBytes: word }).optional().catch(undefined) }).catch({}),
    )
    .catch([]),
})

/** Parts that count: those marked as thought are drafts. */
export const finalParts = (answer: ContentAnswer) =>
  (answer.candidates[0]?.content?.parts ?? []).filter((part) => !part.thought)

/**
 * Why Google refuses what is in a prompt or in its answer, in words that can stand in brackets behind "refuse this".
 * Whatever else ends an answer is a slip, which passes. Codes: ai.google.dev/api/generate-content, BlockedReason and
 * FinishReason.
 */
const refusals: Readonly<Record<string, string>> = {
  SAFETY: 'unsafe content',
  IMAGE_SAFETY: 'unsafe content in the picture',
  PROHIBITED_CONTENT: 'a subject that is not allowed',
  IMAGE_PROHIBITED_CONTENT: 'a subject that is not allowed in pictures',
  BLOCKLIST: 'a blocked word',
  RECITATION: 'too close to an existing text',
  IMAGE_RECITATION: 'too close to an existing picture',
  SPII: 'personal data',
  LANGUAGE: 'a language that the model does not know',
  JAILBREAK: 'words that try to get round the rules',
  MODEL_ARMOR: 'a rule of the Google account',
}

/** Of a whole prompt, Google also refuses without saying why. Of an answer, the same code is a slip. */
const promptRefusals: Readonly<Record<string, string>> = { ...refusals, OTHER: 'no reason given' }

/** Why Google refused, in words, or undefined. HTTP 200 all the same. */
export const refusalIn = ({ promptFeedback, candidates }: ContentAnswer): string | undefined =>
  promptRefusals[promptFeedback?.blockReason ?? ''] ?? refusals[endOf({ candidates })]

/** How an answer ended, as Google's code. */
export const endOf = ({ candidates }: Pick<ContentAnswer, 'candidates'>) =>
  candidates[0]?.finishReason ?? 'no reason given'
