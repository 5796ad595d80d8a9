import sharp from 'sharp'
import type { AspectRatio } from '../../contracts/creative.ts'

/** What the model gave is no picture that we can use: broken bytes, another format, too small, another shape. */
export class BadPicture extends Error {
  override readonly name = 'BadPicture'
}

const contentTypes: Record<string, string> = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp' }

/** Meta asks for 600 pixels at least: https://www.facebook.com/business/ads-guide */
const minimumSide = 600

/** Models round to multiples of 16 or 32 pixels, so a side may be off by a few per cent. */
const ratioTolerance = 0.04

/** Twice the width of a card on a phone. */
const thumbnailWidth = 480

/** Decodes the whole picture, since a cut file has an intact header. @throws BadPicture */
export async function checkPicture(bytes: Uint8Array, aspectRatio: AspectRatio) {
  const { info, format } = await decode(bytes)
  const contentType = contentTypes[format]
  if (!contentType) throw new BadPicture(`format ${format}`)
  const { width, height } = info
  if (Math.min(width, height) < minimumSide) throw new BadPicture(`only ${width}×${height} pixels`)
  const [across = 1, down = 1] = aspectRatio.split(':').map(Number)
  if (Math.abs((width / height) * (down / across) - 1) > ratioTolerance) {
    throw new BadPicture(`${width}×${height} is not ${aspectRatio}`)
  }
  return { width, height, contentType, extension: format === 'jpeg' ? 'jpg' : format }
}

async function decode(bytes: Uint8Array) {
  try {
    const picture = sharp(bytes, { failOn: 'error' })
    const [{ format }, { info }] = await Promise.all([
      picture.metadata(),
      picture.clone().raw().toBuffer({ resolveWithObject: true }),
    ])
    return { format: format ?? 'unknown', info }
  } catch (cause) {
    throw new BadPicture('the bytes do not decode', { cause })
  }
}

export const makeThumbnail = (bytes: Uint8Array): Promise<Buffer> =>
  sharp(bytes).resize({ width: thumbnailWidth, withoutEnlargement: true }).webp({ quality: 78 }).toBuffer()
