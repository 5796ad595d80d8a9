import * as z from 'zod'
import { type ContentAnswer, finalParts } from './answers.ts'
import { unavailable } from './errors.ts'

/** The schema in the dialect that Google takes: it refuses nothing in it, but ignores lengths of text. */
export const googleSchema = (schema: z.ZodType): unknown => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input' })
  return rest
}

/**
 * Reads the JSON of an answer that was not refused.
 * @throws ProviderUnavailable when it is cut short, is no JSON or has the wrong shape: what a model writes
 * differs from one call to the next, so asking again is the remedy
 */
export const readJson = <T>(answer: ContentAnswer, schema: z.ZodType<T>): T => {
  const text = finalParts(answer)
    .map((part) => part.text ?? '')
    .join('')
  if (answer.candidates[0]?.finishReason === 'MAX_TOKENS') {
    throw unavailable(new Error('Google’s answer was cut at its token limit'))
  }
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    throw unavailable(cause)
  }
}
