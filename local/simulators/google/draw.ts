import sharp from 'sharp'
import type { Seed } from '../kit/seed.ts'
import { posterFor } from './poster.ts'

type Order = {
  prompt: string
  width: number
  height: number
  mimeType: 'image/png' | 'image/jpeg'
  seed: Seed
}

/** Draws the picture that a prompt stands for. */
export const draw = ({ prompt, width, height, mimeType, seed }: Order): Promise<Buffer> => {
  const picture = sharp(Buffer.from(posterFor(prompt, width, height, seed)))
  return mimeType === 'image/png'
    ? picture.png({ compressionLevel: 6 }).toBuffer()
    : picture.jpeg({ quality: 90 }).toBuffer()
}
