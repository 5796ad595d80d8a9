import type { Usage } from './answers.ts'
import type { ImageModel, TextModel } from './models.ts'

/** Millionths of a US dollar, rounded up. Thinking is billed as output. */
export const textCost = ({ price }: TextModel, usage: Usage): number =>
  Math.ceil(
    (usage.promptTokenCount * price.perMillionInput +
      (usage.candidatesTokenCount + usage.thoughtsTokenCount) * price.perMillionOutput) /
      1_000_000,
  )

/** Millionths of a US dollar, rounded up. The price of a picture stands for its output tokens. */
export const imageCost = ({ price }: ImageModel, promptTokens: number, pictures: number): number =>
  pictures * price.perImage + Math.ceil((promptTokens * price.perMillionInput) / 1_000_000)

/**
 * Tokens of a call that did not tell: four letters make about one, as Google's guide says. The output is an upper
 * estimate, of the longest plan of eight pictures.
 */
export const assumedUsage = (prompt: string): Usage => ({
  promptTokenCount: Math.ceil(prompt.length / 4),
  candidatesTokenCount: 4000,
  thoughtsTokenCount: 0,
})
