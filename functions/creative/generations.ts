import { createHash } from 'node:crypto'
import {
  creditsPerPicture,
  type Generation,
  type GenerationInput,
  pictureFormats,
} from '../../contracts/creative.ts'
import { type ItemRow, toItem } from './items.ts'

/** A generation as its row has it, with its items. */
export type GenerationRow = Omit<Generation, 'items'> & { run: number; items: ItemRow[] }

/** A generation as the API shows it. `now` is in milliseconds. */
export const toGeneration = ({ run: _, items, ...row }: GenerationRow, now: number): Generation => ({
  ...row,
  items: items.map((item) => toItem(item, now)),
})

type Making = {
  newId: (prefix: 'gen' | 'itm') => string
  newSecret: () => string
  /** Milliseconds. */
  now: number
  /** How long the model usually takes for a picture. */
  expectedSeconds: number
}

/** The rows of a new order: nothing has begun yet. */
export function newGeneration(
  order: GenerationInput,
  { newId, newSecret, now, expectedSeconds }: Making,
): GenerationRow {
  const formats = pictureFormats(order)
  return {
    id: newId('gen'),
    brandId: order.brandId,
    brief: order.brief,
    status: 'queued',
    credits: formats.length * creditsPerPicture,
    run: 1,
    createdAt: new Date(now).toISOString(),
    finishedAt: null,
    items: formats.map((aspectRatio) => ({
      id: newId('itm'),
      aspectRatio,
      status: 'queued',
      storageKey: newSecret(),
      prompt: null,
      altText: null,
      model: null,
      asset: null,
      startedAt: null,
      expectedSeconds,
    })),
  }
}

/** Tells two orders apart that came with the same `Idempotency-Key`. */
export const orderHash = ({ brandId, brief, aspectRatios, count }: GenerationInput): string =>
  createHash('sha256')
    .update(JSON.stringify([brandId, brief, aspectRatios, count]))
    .digest('hex')
