import { contentAnswer, imagesAnswer } from './answers.ts'
import { imageCost } from './cost.ts'
import type { GoogleRatio, ImageModel } from './models.ts'
import { type Drawing, readImagenPicture, readPicture } from './picture.ts'
import type { Sdk } from './sdk.ts'

type Order = { model: ImageModel; prompt: string; aspectRatio: GoogleRatio; timeoutMs: number }

/**
 * Asks once for one picture of about a megapixel, by the SDK method that the model needs.
 * @throws what the SDK throws
 */
export const draw = (sdk: Sdk, order: Order): Promise<Drawing & { costMicroUsd: number }> =>
  order.model.call === 'generateImages' ? drawWithImagen(sdk, order) : drawWithGemini(sdk, order)

const drawWithGemini = async (sdk: Sdk, { model, prompt, aspectRatio, timeoutMs }: Order) => {
  const answer = contentAnswer.parse(
    await sdk.models.generateContent({
      model: model.id,
      contents: prompt,
      config: {
        responseModalities: ['IMAGE'],
        imageConfig: { aspectRatio, imageSize: '1K' },
        automaticContinuation: false,
        httpOptions: { timeout: timeoutMs },
      },
    }),
  )
  const drawing = readPicture(answer)
  const pictures = drawing.kind === 'picture' ? 1 : 0
  return { ...drawing, costMicroUsd: imageCost(model, answer.usageMetadata.promptTokenCount, pictures) }
}

const drawWithImagen = async (sdk: Sdk, { model, prompt, aspectRatio, timeoutMs }: Order) => {
  const answer = imagesAnswer.parse(
    await sdk.models.generateImages({
      model: model.id,
      prompt,
      config: {
        numberOfImages: 1,
        aspectRatio,
        imageSize: '1K',
        includeRaiReason: true,
        httpOptions: { timeout: timeoutMs },
      },
    }),
  )
  const drawing = readImagenPicture(answer)
  return { ...drawing, costMicroUsd: imageCost(model, 0, drawing.kind === 'picture' ? 1 : 0) }
}
