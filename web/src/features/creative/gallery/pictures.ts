import type { Generation, Picture } from '../../../../../contracts/creative.ts'

/** A picture that can be looked at, with what it is part of. */
export type ReadyPicture = {
  picture: Picture
  asset: NonNullable<Picture['asset']>
  generation: Generation
  /** Its place in its generation, from 1. */
  number: number
}

export const readyPictures = (generations: Generation[]): ReadyPicture[] =>
  generations.flatMap((generation) =>
    generation.pictures.flatMap((picture, index) =>
      picture.asset ? [{ picture, asset: picture.asset, generation, number: index + 1 }] : [],
    ),
  )
