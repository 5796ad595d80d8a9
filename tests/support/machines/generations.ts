import { randomUUID } from 'node:crypto'
import type { Cloud } from '../../../local/cloud.ts'

/** A brief with a word of its own, by which faults strike it alone. */
export const newBrief = () => {
  const word = `w${randomUUID().replaceAll('-', '')}`
  return { word, brief: `Monsoon offer on masala chai ${word}` }
}

/** Calls of Google that asked for a picture with this word. */
export const drawCalls = ({ vendors }: Cloud, word: string) =>
  vendors.google.calls(word).filter(({ operation }) => operation === 'image')

/** Kinds of files that lie in a picture's folder. */
export async function filesIn({ origin }: Cloud, folder: string): Promise<string[]> {
  const kinds = ['picture.png', 'picture.jpg', 'picture.webp', 'thumbnail.webp']
  const found = await Promise.all(
    kinds.map(async (file) => ((await fetch(`${origin}/assets/${folder}/${file}`)).ok ? [file] : [])),
  )
  return found.flat().map((file) => file.split('.')[0] ?? '')
}
