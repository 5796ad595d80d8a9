import { createHash } from 'node:crypto'
import {
  briefExcerpt,
  creditsPerPicture,
  type Generation,
  type GenerationInput,
  type GenerationSummary,
  pictureFormats,
} from '../../contracts/creative.ts'
import { excerpt } from '../../contracts/excerpt.ts'
import { type PictureRow, thumbnailUrl, toPicture } from './pictures/pictures.ts'

/** A generation as its row has it, with its pictures. */
export type GenerationRow = Omit<Generation, 'pictures'> & { run: number; pictures: PictureRow[] }

/** A generation as the API shows it. `now` is in milliseconds. */
export const toGeneration = ({ run: _, pictures, ...row }: GenerationRow, now: number): Generation => ({
  ...row,
  pictures: pictures.map((picture) => toPicture(picture, now)),
})

/** What lists read of a generation. */
export type GenerationSummaryRow = Omit<GenerationSummary, 'pictures'> & {
  pictures: (Pick<PictureRow, 'id' | 'aspectRatio' | 'status' | 'altText' | 'storageKey'> & {
    isStored: boolean
  })[]
}

export const toGenerationSummary = ({
  brief,
  pictures,
  ...row
}: GenerationSummaryRow): GenerationSummary => ({
  ...row,
  brief: excerpt(brief, briefExcerpt),
  pictures: pictures.map(({ storageKey, isStored, ...picture }) => ({
    ...picture,
    thumbnailUrl: isStored ? thumbnailUrl(storageKey) : null,
  })),
})

type Making = {
  newId: (prefix: 'gen' | 'pic') => string
  newSecret: () => string
  /** Milliseconds. */
  now: number
  /** How long the model usually takes for a picture. */
  expectedSeconds: number
}

/** The rows of a new generation: nothing has begun yet. */
export function newGeneration(
  input: GenerationInput,
  { newId, newSecret, now, expectedSeconds }: Making,
): GenerationRow {
  const formats = pictureFormats(input)
  return {
    id: newId('gen'),
    brandId: input.brandId,
    brief: input.brief,
    status: 'queued',
    credits: formats.length * creditsPerPicture,
    run: 1,
    createdAt: new Date(now).toISOString(),
    finishedAt: null,
    pictures: formats.map((aspectRatio) => ({
      id: newId('pic'),
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

/** Tells two generations apart that came with the same `Idempotency-Key`. */
export const inputHash = ({ brandId, brief, aspectRatios, count }: GenerationInput): string =>
  createHash('sha256')
    .update(JSON.stringify([brandId, brief, aspectRatios, count]))
    .digest('hex')
