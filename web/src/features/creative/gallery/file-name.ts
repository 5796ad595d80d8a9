import type { Picture } from '../../../../../contracts/creative.ts'
import { excerpt } from '../../../../../contracts/excerpt.ts'

const endings: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' }

/** Letters of the brand's name: file systems take 255 bytes, of which one letter may have four. */
const longestSlug = 50

/** A name to find the file by again: `chai-point-4x5-3f9k.png`. Letters of every script stay. */
export const fileName = (brandName: string, picture: Pick<Picture, 'id' | 'aspectRatio'>, type: string) => {
  const slug = excerpt(brandName, longestSlug)
    .toLocaleLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  const parts = [slug || 'dhol', picture.aspectRatio.replace(':', 'x'), picture.id.slice(-4)]
  return `${parts.join('-')}.${endings[type] ?? 'png'}`
}
