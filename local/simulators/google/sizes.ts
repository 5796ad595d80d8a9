type Size = { width: number; height: number }

/** Pixels at 1K, from Google's image-generation guide for the Gemini 3 image models. */
const gemini: Record<string, [number, number]> = {
  '1:1': [1024, 1024],
  '1:4': [512, 2048],
  '1:8': [384, 3072],
  '2:3': [848, 1264],
  '3:2': [1264, 848],
  '3:4': [896, 1200],
  '4:1': [2048, 512],
  '4:3': [1200, 896],
  '4:5': [928, 1152],
  '5:4': [1152, 928],
  '8:1': [3072, 384],
  '9:16': [768, 1376],
  '16:9': [1376, 768],
  '21:9': [1584, 672],
}

/** Pixels at 1K, from the Imagen guide. */
const imagen: Record<string, [number, number]> = {
  '1:1': [1024, 1024],
  '3:4': [896, 1280],
  '4:3': [1280, 896],
  '9:16': [768, 1408],
  '16:9': [1408, 768],
}

const scales: Record<string, number> = { '512': 0.5, '1K': 1, '2K': 2, '4K': 4 }

/** The size of a picture, or undefined where Google refuses the ratio or the size (`1k` is refused, `1K` is not). */
export const sizeOf = (family: 'gemini' | 'imagen', ratio: string, size: string): Size | undefined => {
  const pixels = (family === 'gemini' ? gemini : imagen)[ratio]
  const scale = scales[size]
  return pixels && scale ? { width: pixels[0] * scale, height: pixels[1] * scale } : undefined
}
