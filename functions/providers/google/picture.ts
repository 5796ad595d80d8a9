import type * as z from 'zod'
import { type ContentAnswer, finalParts, type imagesAnswer, refusalIn } from './answers.ts'

export type Drawing =
  | { kind: 'picture'; bytes: Uint8Array; contentType: string }
  | { kind: 'blocked'; reason: string }
  /** Neither a picture nor a refusal: another wording may help. */
  | { kind: 'nothing'; reason: string }

/** Ends without a refusal behind them, for which Google advises another prompt. */
const worthAnother = ['NO_IMAGE', 'IMAGE_OTHER']

const picture = (data: string, contentType: string): Drawing => ({
  kind: 'picture',
  bytes: Buffer.from(data, 'base64'),
  contentType,
})

/** Reads a picture from generateContent's answer; its reason is a code of Google's. */
export const readPicture = (answer: ContentAnswer): Drawing => {
  const refusal = refusalIn(answer)
  if (refusal) return { kind: worthAnother.includes(refusal) ? 'nothing' : 'blocked', reason: refusal }
  const inline = finalParts(answer).find((part) => part.inlineData?.data)?.inlineData
  return inline ? picture(inline.data, inline.mimeType) : { kind: 'nothing', reason: 'NO_IMAGE' }
}

/** Reads a picture from Imagen's answer, where none means that it was filtered. */
export const readImagenPicture = (answer: z.infer<typeof imagesAnswer>): Drawing => {
  const image = answer.generatedImages.find((each) => each.image?.imageBytes)?.image
  return image?.imageBytes
    ? picture(image.imageBytes, image.mimeType ?? 'image/png')
    : { kind: 'blocked', reason: 'IMAGE_SAFETY' }
}
