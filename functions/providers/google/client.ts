import * as z from 'zod'
import { contentAnswer, inWords, refusalIn } from './answers.ts'
import { textCost } from './cost.ts'
import type { GoogleCredentials } from './credentials.ts'
import { draw } from './draw.ts'
import { GoogleRejected, isModelGone, keyRefused, noSuchModel, providerError } from './errors.ts'
import { googleSchema, readJson } from './json.ts'
import { defaultModels, type ImageModel, type Model, type TextModel } from './models.ts'
import { lineOf } from './resolve-model.ts'
import type { BaseUrls, Sdk } from './sdk.ts'
import type { GoogleProvider, ModelUse } from './types.ts'

type Options = {
  /** Read at the first order of a process, and again after Google refused one. */
  credentials: () => Promise<GoogleCredentials>
  /** Milliseconds since 1970. */
  clock: () => number
  baseUrls?: BaseUrls
  /** Bounds of one whole order; keep each below its function's time. */
  timeoutMs?: { text: number; image: number }
}

type Call<M extends Model> = { sdk: Sdk; model: M; msLeft: () => number }

/** Google's text and picture models. No failed call is repeated here: the state machine does that. */
export const createGoogle = ({
  credentials,
  clock,
  baseUrls = {},
  timeoutMs = { text: 45_000, image: 90_000 },
}: Options): GoogleProvider => {
  let opened: Promise<Sdk> | undefined
  const forget = () => {
    opened = undefined
  }
  const open = async () => {
    const [known, { openSdk }] = await Promise.all([credentials(), import('./sdk.ts')])
    return openSdk(known, baseUrls, clock)
  }

  const order = async <M extends Model, T extends object>(
    asked: string,
    fits: (model: Model) => model is M,
    limitMs: number,
    work: (call: Call<M>) => Promise<T>,
  ): Promise<T & { model: ModelUse; tookMs: number }> => {
    const startedAt = clock()
    const msLeft = () => Math.max(1, startedAt + limitMs - clock())
    opened ??= open()
    const sdk = await opened.catch((error) => {
      forget()
      throw error instanceof z.ZodError ? keyRefused(error) : error
    })
    try {
      const today = new Date(startedAt).toISOString().slice(0, 10)
      const line = lineOf(asked, sdk.mode, today).filter(fits)
      const [used, done] = await firstLiving(line, (model) => work({ sdk, model, msLeft }))
      return { ...done, model: { asked, used }, tookMs: clock() - startedAt }
    } catch (error) {
      const meant = providerError(error)
      if (meant instanceof GoogleRejected) forget()
      throw meant
    }
  }

  return {
    writeJson: ({ model: asked = defaultModels.text, system, prompt, schema }) =>
      order(asked, isTextModel, timeoutMs.text, async ({ sdk, model, msLeft }) => {
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

    renderImage: ({ model: asked = defaultModels.image, prompt, aspectRatio }) => {
      const fits = (model: Model): model is ImageModel =>
        model.capability === 'image' && model.aspectRatios.includes(aspectRatio)
      return order(asked, fits, timeoutMs.image, async ({ sdk, model, msLeft }) => {
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

/**
 * Asks one model after the other until one does not answer 404. Gives its id and what it answered.
 * @throws GoogleRejected when none is left
 */
const firstLiving = async <M extends Model, T>(
  line: M[],
  call: (model: M) => Promise<T>,
): Promise<[string, T]> => {
  let gone: unknown = new Error('no model of the line can do this')
  for (const model of line) {
    try {
      return [model.id, await call(model)]
    } catch (error) {
      if (!isModelGone(error)) throw error
      gone = error
    }
  }
  throw noSuchModel(gone)
}
