import { contentAnswer, imagesAnswer } from './answers.ts'
import type { Bill } from './bill.ts'
import { assumedUsage, imageCost } from './cost.ts'
import type { GoogleRatio, ImageModel } from './models.ts'
import { type Drawing, readImagenPicture, readPicture } from './picture.ts'
import type { Sdk } from './sdk.ts'

type Order = { model: ImageModel; prompt: string; aspectRatio: GoogleRatio; timeoutMs: number }

/**
 * Asks once for one picture of about a megapixel, by the SDK method that the model needs.
 * @throws what the SDK throws
 */
export const draw = (sdk: Sdk, order: Order, bill: Bill): Promise<Drawing> =>
  bill.pay(
    imageCost(order.model, assumedUsage(order.prompt).promptTokenCount, 1),
    (): Promise<Drawing & { costMicroUsd: number }> =>
      order.model.call === 'generateImages' ? drawWithImagen(sdk, order) : drawWithGemini(sdk, order),
  )

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
  const { promptTokenCount: promptTokens } = answer.usageMetadata ?? assumedUsage(prompt)
  const pictures = drawing.kind === 'picture' ? 1 : 0
  return { ...drawing, costMicroUsd: imageCost(model, promptTokens, pictures) }
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
