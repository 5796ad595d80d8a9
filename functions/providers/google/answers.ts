import * as z from 'zod'

/** The parts of a generateContent answer that we read. Google adds keys without notice: unknown ones pass. */
export const contentAnswer = z.looseObject({
  candidates: z
    .array(
      z.looseObject({
        finishReason: z.string().optional(),
        content: z
          .looseObject({
            parts: z
              .array(
                z.looseObject({
                  text: z.string().optional(),
                  thought: z.boolean().optional(),
                  inlineData: z.looseObject({ mimeType: z.string(), data: z.string() }).optional(),
                }),
              )
              .default([]),
          })
          .optional(),
      }),
    )
    .default([]),
  promptFeedback: z.looseObject({ blockReason: z.string().optional() }).optional(),
  usageMetadata: z
    .looseObject({
      promptTokenCount: z.number().default(0),
      candidatesTokenCount: z.number().default(0),
      thoughtsTokenCount: z.number().default(0),
    })
    .default({ promptTokenCount: 0, candidatesTokenCount: 0, thoughtsTokenCount: 0 }),
})
export type ContentAnswer = z.infer<typeof contentAnswer>
export type Usage = ContentAnswer['usageMetadata']

/** The parts of an Imagen answer that we read. A filtered picture is missing, with or without a reason. */
export const imagesAnswer = z.looseObject({
  generatedImages: z
    .array(
      z.looseObject({
        image: z
          .looseObject({ imageBytes: z.string().optional(), mimeType: z.string().optional() })
          .optional(),
        raiFilteredReason: z.string().optional(),
      }),
    )
    .default([]),
})

/** Parts that count: those marked as thought are drafts. */
export const finalParts = (answer: ContentAnswer) =>
  (answer.candidates[0]?.content?.parts ?? []).filter((part) => !part.thought)

const reasons: Record<string, string> = {
  SAFETY: 'unsafe content',
  IMAGE_SAFETY: 'unsafe content in the picture',
  PROHIBITED_CONTENT: 'a subject that is not allowed',
  IMAGE_PROHIBITED_CONTENT: 'a subject that is not allowed in pictures',
  BLOCKLIST: 'a blocked word',
  RECITATION: 'too close to an existing text',
  IMAGE_RECITATION: 'too close to an existing picture',
  SPII: 'personal data',
  LANGUAGE: 'a language that the model does not know',
  NO_IMAGE: 'no picture came back',
}

/** A code of Google's in words that can stand in brackets behind "Google refuses this". */
export const inWords = (code: string) => reasons[code] ?? 'no reason given'

const goodEnds = ['STOP', 'MAX_TOKENS', 'FINISH_REASON_UNSPECIFIED']

/**
 * Why Google refused, or undefined. HTTP 200 all the same, and never a passing fault.
 * Codes: ai.google.dev/api/generate-content, BlockedReason and FinishReason.
 */
export const refusalIn = (answer: ContentAnswer): string | undefined => {
  const blocked = answer.promptFeedback?.blockReason
  if (blocked) return blocked
  const end = answer.candidates[0]?.finishReason
  return end && !goodEnds.includes(end) ? end : undefined
}
