import sharp from 'sharp'
import type { AspectRatio } from '../../../contracts/creative.ts'
import { BadPicture } from './bad-picture.ts'

const contentTypes: Record<string, string> = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp' }

/** Meta asks for 600 pixels at least: https://www.facebook.com/business/ads-guide */
const minimumSide = 600

/** Models round to multiples of 16 or 32 pixels, so a side may be off by a few per cent. */
const ratioTolerance = 0.04

/** Twice the width of a card on a phone. */
const thumbnailWidth = 480

/** 0 to 6, WebP's own is 4: a quarter less work for a file that is a twentieth larger. */
const thumbnailEffort = 2

/** More than any model draws; what is in memory while a picture is scaled grows with its width. */
const maxPixels = 4096 * 4096

/**
 * Checks a picture and makes its thumbnail, in one decoding of the whole: a cut file has an intact header.
 * @throws BadPicture
 */
export async function readPictureFile(bytes: Uint8Array, aspectRatio: AspectRatio) {
  const picture = sharp(bytes, { failOn: 'error', limitInputPixels: maxPixels })
  try {
    const { format, width, height } = await picture.metadata()
    const contentType = contentTypes[format]
    if (!contentType) throw new BadPicture(`format ${format}`)
    checkShape(width, height, aspectRatio)
    const thumbnail = await picture
      .resize({ width: thumbnailWidth, withoutEnlargement: true })
      .webp({ quality: 78, effort: thumbnailEffort })
      .toBuffer()
    const extension = format === 'jpeg' ? 'jpg' : format
    return { width, height, contentType, extension, thumbnail }
  } catch (cause) {
    throw cause instanceof BadPicture ? cause : new BadPicture('the bytes do not decode', { cause })
  }
}

function checkShape(width: number, height: number, aspectRatio: AspectRatio) {
  if (Math.min(width, height) < minimumSide) throw new BadPicture(`only ${width}×${height} pixels`)
  const [across = 1, down = 1] = aspectRatio.split(':').map(Number)
  if (Math.abs((width / height) * (down / across) - 1) > ratioTolerance) {
    throw new BadPicture(`${width}×${height} is not ${aspectRatio}`)
  }
}
