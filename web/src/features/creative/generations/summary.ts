import type {
  Generation,
  GenerationSummary,
  Picture,
  PictureSummary,
} from '../../../../../contracts/creative.ts'

/** A picture as the list keeps it. */
export const pictureSummaryOf = ({ id, aspectRatio, status, altText, asset }: Picture): PictureSummary => ({
  id,
  aspectRatio,
  status,
  altText,
  thumbnailUrl: asset?.thumbnailUrl ?? null,
})

/** A generation as the list keeps it. Its brief is whole until the list is fetched again. */
export const summaryOf = ({ pictures, ...generation }: Generation): GenerationSummary => ({
  ...generation,
  pictures: pictures.map(pictureSummaryOf),
})
