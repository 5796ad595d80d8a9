import type {
  Generation,
  GenerationSummary,
  Picture,
  PictureSummary,
} from '../../../../../contracts/creative.ts'

/** A picture of a wall, with what it is part of. */
export type HungPicture = {
  picture: PictureSummary
  thumbnailUrl: string
  generation: Pick<GenerationSummary, 'id' | 'brief'>
  /** Its place in its generation, from 1. */
  number: number
}

export const hungPictures = (generations: GenerationSummary[]): HungPicture[] =>
  generations.flatMap((generation) =>
    generation.pictures.flatMap((picture, index) =>
      picture.thumbnailUrl
        ? [{ picture, thumbnailUrl: picture.thumbnailUrl, generation, number: index + 1 }]
        : [],
    ),
  )

/** A picture that can be looked at, with all that is known of it. */
export type ReadyPicture = {
  picture: Picture
  asset: NonNullable<Picture['asset']>
  generation: Generation
}

export const readyPicture = (generation: Generation | undefined, id: string): ReadyPicture | undefined => {
  const picture = generation?.pictures.find((each) => each.id === id)
  return generation && picture?.asset && { picture, asset: picture.asset, generation }
}
