import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { BadPicture } from '../../../functions/creative/pictures/bad-picture.ts'
import { readPictureFile } from '../../../functions/creative/pictures/picture-file.ts'

const noise = { type: 'gaussian', sigma: 20 } as const
const drawn = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#b5541c', noise } })
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#b5541c' } })

describe('a picture', () => {
  test.each([
    ['png', 'png', 'image/png'],
    ['jpeg', 'jpg', 'image/jpeg'],
    ['webp', 'webp', 'image/webp'],
  ] as const)(
    'as %s is taken as it is, with a thumbnail of 480 pixels',
    async (format, extension, contentType) => {
      const bytes = await plain(640, 800).toFormat(format).toBuffer()
      const { thumbnail, ...facts } = await readPictureFile(bytes, '4:5')
      expect(facts).toEqual({ width: 640, height: 800, contentType, extension })
      expect(await sharp(thumbnail).metadata()).toMatchObject({ format: 'webp', width: 480, height: 600 })
    },
  )

  test.each(['png', 'jpeg', 'webp'] as const)('as %s that is cut anywhere is refused', async (format) => {
    const bytes = await drawn(640, 640).toFormat(format).toBuffer()
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * share))
      await expect(readPictureFile(cut, '1:1'), String(share)).rejects.toBeInstanceOf(BadPicture)
    }
  })

  test.each([
    ['too small', () => plain(512, 512).png(), 'only 512×512 pixels'],
    ['of another shape', () => plain(1024, 768).png(), '1024×768 is not 1:1'],
    ['of another format', () => plain(640, 640).tiff(), 'format tiff'],
    ['too large to be scaled', () => plain(4200, 4200).png(), 'the bytes do not decode'],
  ])('that is %s is refused', async (_what, make, message) => {
    const bytes = await make().toBuffer()
    await expect(readPictureFile(bytes, '1:1')).rejects.toMatchObject({ name: 'BadPicture', message })
  })

  test('that is no picture at all is refused', async () => {
    await expect(readPictureFile(Buffer.from('This is not a picture.'), '1:1')).rejects.toBeInstanceOf(
      BadPicture,
    )
  })
})
