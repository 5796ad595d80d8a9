import { ProviderRejected } from '../../platform/errors.ts'
import { contentAnswer, inWords, refusalIn } from './answers.ts'
import { textCost } from './cost.ts'
import type { GoogleCredentials } from './credentials.ts'
import { draw } from './draw.ts'
import { isModelGone, providerError } from './errors.ts'
import { googleSchema, readJson } from './json.ts'
import { defaultModels, type ImageModel, type Model, type TextModel } from './models.ts'
import { lineOf } from './resolve-model.ts'
import type { BaseUrls, Sdk } from './sdk.ts'
import type { GoogleProvider, ModelUse } from './types.ts'

type Options = {
  /** Read once per process, and again after Google refused them. */
  credentials: () => Promise<GoogleCredentials>
  /** Milliseconds since 1970. */
  clock: () => number
  baseUrls?: BaseUrls
  /** Bounds of one whole order; keep each below its function's time. */
  timeoutMs?: { text: number; image: number }
}

type Call<M extends Model> = { sdk: Sdk; model: M; msLeft: () => number }

/** Google's text and picture models. Nothing is tried twice here but another wording: the state machine retries. */
export const createGoogle = ({
  credentials,
  clock,
  baseUrls = {},
  timeoutMs = { text: 45_000, image: 90_000 },
}: Options): GoogleProvider => {
  let opened: Promise<Sdk> | undefined

  const open = async () => {
    const [known, { openSdk }] = await Promise.all([credentials(), import('./sdk.ts')])
    return openSdk(known, baseUrls, clock)
  }

  /** Calls the first model of the line that has not answered 404, and says which one that was. */
  const ask = async <M extends Model, T extends object>(
    asked: string,
    fits: (model: Model) => model is M,
    limitMs: number,
    work: (call: Call<M>) => Promise<T>,
  ): Promise<T & { model: ModelUse; tookMs: number }> => {
    const startedAt = clock()
    const msLeft = () => Math.max(1, startedAt + limitMs - clock())
    try {
      opened ??= open()
      const sdk = await opened
      let gone: unknown = new Error(`no model in the line of ${asked} can do this`)
      for (const model of lineOf(asked, sdk.mode, new Date(startedAt).toISOString().slice(0, 10)).filter(
        fits,
      )) {
        try {
          const done = await work({ sdk, model, msLeft })
          return { ...done, model: { asked, used: model.id }, tookMs: clock() - startedAt }
        } catch (error) {
          if (!isModelGone(error)) throw error
          gone = error
        }
      }
      throw gone
    } catch (error) {
      const meant = providerError(error)
      if (!(meant instanceof Error) || meant instanceof ProviderRejected) opened = undefined
      throw meant
    }
  }

  return {
    writeJson: ({ model = defaultModels.text, system, prompt, schema }) =>
      ask(model, isTextModel, timeoutMs.text, async ({ sdk, model, msLeft }) => {
        const answer = contentAnswer.parse(
          await sdk.models.generateContent({
            model: model.id,
            contents: prompt,
            config: {
              systemInstruction: system,
              responseMimeType: 'application/json',
              responseJsonSchema: googleSchema(schema),
              automaticContinuation: false,
              httpOptions: { timeout: msLeft() },
            },
          }),
        )
        const costMicroUsd = textCost(model, answer.usageMetadata)
        const refusal = refusalIn(answer)
        if (refusal) return { kind: 'blocked' as const, reason: inWords(refusal), costMicroUsd }
        return { kind: 'answer' as const, value: readJson(answer, schema), costMicroUsd }
      }),

    renderImage: ({ model = defaultModels.image, prompt, aspectRatio }) => {
      const fits = (each: Model): each is ImageModel =>
        each.capability === 'image' && each.aspectRatios.includes(aspectRatio)
      return ask(model, fits, timeoutMs.image, async ({ sdk, model, msLeft }) => {
        const first = await draw(sdk, { model, prompt, aspectRatio, timeoutMs: msLeft() })
        if (first.kind === 'picture') return first
        if (first.kind === 'blocked') return { ...first, reason: inWords(first.reason) }
        const reworded = `${prompt}\n\nAnswer with one finished picture and no text.`
        const second = await draw(sdk, { model, prompt: reworded, aspectRatio, timeoutMs: msLeft() })
        const costMicroUsd = first.costMicroUsd + second.costMicroUsd
        if (second.kind === 'picture') return { ...second, costMicroUsd }
        return { kind: 'blocked' as const, reason: inWords(second.reason), costMicroUsd }
      })
    },
  }
}

const isTextModel = (model: Model): model is TextModel => model.capability === 'text'
