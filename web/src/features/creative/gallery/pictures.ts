import type { Generation, GenerationItem } from '../../../../../contracts/creative.ts'

export type Picture = {
  item: GenerationItem
  asset: NonNullable<GenerationItem['asset']>
  generation: Generation
  /** Its place in its order, from 1. */
  number: number
}

export const readyPictures = (generations: Generation[]): Picture[] =>
  generations.flatMap((generation) =>
    generation.items.flatMap((item, index) =>
      item.asset ? [{ item, asset: item.asset, generation, number: index + 1 }] : [],
    ),
  )
