import type * as z from 'zod'
import { type ContentAnswer, endOf, finalParts, type imagesAnswer, refusalIn } from './answers.ts'

export type Drawing =
  | { kind: 'picture'; bytes: Uint8Array }
  | { kind: 'blocked'; reason: string }
  /** Neither a picture nor a refusal: another wording, or another call, may help. */
  | { kind: 'nothing'; reason: string }

const picture = (data: string): Drawing => ({ kind: 'picture', bytes: Buffer.from(data, 'base64') })

/** Reads a picture from generateContent's answer, however it ended unless it was refused. */
export const readPicture = (answer: ContentAnswer): Drawing => {
  const refusal = refusalIn(answer)
  if (refusal) return { kind: 'blocked', reason: refusal }
  const inline = finalParts(answer).find((part) => part.inlineData?.data)?.inlineData
  return inline ? picture(inline.data) : { kind: 'nothing', reason: endOf(answer) }
}

/** Reads a picture from Imagen's answer, where none means that it was filtered. */
export const readImagenPicture = (answer: z.infer<typeof imagesAnswer>): Drawing => {
  const data = answer.generatedImages.find((each) => each.image?.imageBytes)?.image?.imageBytes
  return data ? picture(data) : { kind: 'blocked', reason: 'unsafe content in the picture' }
}
