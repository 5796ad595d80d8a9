import * as z from 'zod'
import { ProviderUnavailable } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { contentAnswer, refusalIn } from './answers.ts'
import { type Bill, openBill } from './bill.ts'
import { assumedUsage, textCost } from './cost.ts'
import type { GoogleCredentials } from './credentials.ts'
import { draw } from './draw.ts'
import { GoogleRejected, isModelGone, isOfUser, keyRefused, noSuchModel, providerError } from './errors.ts'
import { googleSchema, readJson } from './json.ts'
import { defaultModels, type ImageModel, type Model, type TextModel } from './models.ts'
import { lineOf } from './resolve-model.ts'
import type { BaseUrls, Sdk } from './sdk.ts'
import type { GoogleProvider, Spent } from './types.ts'

type Options = {
  /** Read at the first order of a process, and again after Google refused one. */
  credentials: () => Promise<GoogleCredentials>
  /** Milliseconds since 1970. */
  clock: () => number
  baseUrls?: BaseUrls
  /** Bounds of one whole order; keep each below its function's time. */
  timeoutMs?: { text: number; image: number }
}

type Call<M extends Model> = { sdk: Sdk; model: M; msLeft: () => number; bill: Bill }

/** Google's text and picture models. No failed call is repeated here: the state machine does that. */
export const createGoogle = ({
  credentials,
  clock,
  baseUrls = {},
  timeoutMs = { text: 45_000, image: 90_000 },
}: Options): GoogleProvider => {
  let opened: Promise<Sdk> | undefined
  const open = async () => {
    const reading = credentials().catch((error: unknown) => {
      throw error instanceof z.ZodError ? keyRefused(error) : error
    })
    const [known, { openSdk }] = await Promise.all([reading, import('./sdk.ts')])
    return openSdk(known, baseUrls, clock)
  }

  const order = async <M extends Model, T extends object>(
    asked: string,
    fits: (model: Model) => model is M,
    limitMs: number,
    work: (call: Call<M>) => Promise<T>,
  ): Promise<T & Spent> => {
    const startedAt = clock()
    const bill = openBill()
    const msLeft = () => Math.max(1, startedAt + limitMs - clock())
    try {
      opened ??= open()
      const sdk = await opened
      const today = new Date(startedAt).toISOString().slice(0, 10)
      const line = lineOf(asked, sdk.mode, today).filter(fits)
      const [used, done] = await firstLiving(line, (model) => work({ sdk, model, msLeft, bill }))
      return { ...done, model: { asked, used }, costMicroUsd: bill.total(), tookMs: clock() - startedAt }
    } catch (error) {
      const meant = providerError(error)
      if (meant instanceof ProviderUnavailable || meant instanceof GoogleRejected) {
        meant.costMicroUsd = bill.total()
      }
      if (!(meant instanceof ProviderUnavailable)) opened = undefined
      if (meant instanceof GoogleRejected) {
        log[isOfUser(meant) ? 'info' : 'error']('refused by Google', { code: meant.code, error: meant })
      }
      throw meant
    }
  }

  return {
    writeJson: ({ model: asked = defaultModels.text, system, prompt, schema }) =>
      order(asked, isTextModel, timeoutMs.text, async ({ sdk, model, msLeft, bill }) => {
        const assumed = assumedUsage(system + prompt)
        const { answer } = await bill.pay(textCost(model, assumed), async () => {
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
          return { answer, costMicroUsd: textCost(model, answer.usageMetadata ?? assumed) }
        })
        const reason = refusalIn(answer)
        if (reason) return { kind: 'blocked' as const, reason }
        return { kind: 'answer' as const, value: readJson(answer, schema) }
      }),

    renderImage: ({ model: asked = defaultModels.image, prompt, aspectRatio }) => {
      const fits = (model: Model): model is ImageModel =>
        model.capability === 'image' && model.aspectRatios.includes(aspectRatio)
      return order(asked, fits, timeoutMs.image, async ({ sdk, model, msLeft, bill }) => {
        const ask = (words: string) =>
          draw(sdk, { model, prompt: words, aspectRatio, timeoutMs: msLeft() }, bill)
        const first = await ask(prompt)
        if (first.kind !== 'nothing') return first
        return ask(`${prompt}\n\nAnswer with one finished picture and no text.`)
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
