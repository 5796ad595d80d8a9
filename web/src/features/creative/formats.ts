import type { AspectRatio } from '../../../../contracts/creative.ts'

/** `4:5` as CSS writes it. */
export const cssRatio = (ratio: AspectRatio) => ratio.replace(':', ' / ')

/** Width over height. */
export const widthOverHeight = (ratio: AspectRatio) => {
  const [width = 1, height = 1] = ratio.split(':').map(Number)
  return width / height
}

export const placementKey = <R extends AspectRatio>(ratio: R) => `format.${ratio}` as const
