import type { Picture } from '../../../../../contracts/creative.ts'

const endings: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' }

/** A name to find the file by again: `chai-point-4x5-3f9k.png`. Letters of every script stay. */
export const fileName = (brandName: string, picture: Pick<Picture, 'id' | 'aspectRatio'>, type: string) => {
  const slug = brandName
    .toLocaleLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  const parts = [slug || 'dhol', picture.aspectRatio.replace(':', 'x'), picture.id.slice(-4)]
  return `${parts.join('-')}.${endings[type] ?? 'png'}`
}
