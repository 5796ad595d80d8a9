import sharp from 'sharp'
import { posterFor } from './poster.ts'

type Order = { prompt: string; width: number; height: number; mimeType: 'image/png' | 'image/jpeg' }

/** Draws the picture that a prompt stands for. */
export const draw = ({ prompt, width, height, mimeType }: Order): Promise<Buffer> => {
  const picture = sharp(Buffer.from(posterFor(prompt, width, height)))
  return mimeType === 'image/png'
    ? picture.png({ compressionLevel: 6 }).toBuffer()
    : picture.jpeg({ quality: 90 }).toBuffer()
}
