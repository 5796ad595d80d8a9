import type { GoogleCredentials } from './credentials.ts'

export type Mode = GoogleCredentials['mode']

/** What every Gemini image model draws: ai.google.dev/gemini-api/docs/image-generation. */
const geminiRatios = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'] as const
export type GoogleRatio = (typeof geminiRatios)[number]

type Lifetime = {
  id: string
  modes: readonly Mode[]
  /** What Google's deprecation page said on 2026-11-22. Whether we still call a model is decided by `until`. */
  status: 'ga' | 'deprecated' | 'retired'
  since?: string
  /** First day on which it answers 404. */
  until?: string
  /** Takes over when this one is gone, or answers 404 before its date. */
  successor?: string
}

/** Prices are in millionths of a US dollar; `source` says who named them. */
export type TextModel = Lifetime & {
  capability: 'text'
  price: { perMillionInput: number; perMillionOutput: number; source: string }
}

export type ImageModel = Lifetime & {
  capability: 'image'
  /** The SDK's method. `generateImages` exists in platform mode only. */
  call: 'generateContent' | 'generateImages'
  aspectRatios: readonly GoogleRatio[]
  /** How long one picture usually takes, for progress bars. An estimate. */
  expectedSeconds: number
  /** `perImage` is for a picture of size 1K. */
  price: { perMillionInput: number; perImage: number; source: string }
}

export type Model = TextModel | ImageModel

export const defaultModels = { text: 'gemini-3.8-flash', image: 'gemini-nano-banana-2.1' }

const page = 'ai.google.dev/gemini-api/docs/pricing in October 2026'
const restated = 'third parties who restate the pricing page, autumn 2026'
const old = 'the price list while it lived, from memory'

const gemini = { modes: ['developer', 'platform'] } as const
const text = { ...gemini, capability: 'text' } as const
const image = { ...gemini, capability: 'image', call: 'generateContent', aspectRatios: geminiRatios } as const
/** Imagen draws no 4:5: a request for one goes to the successor. */
const imagen = {
  capability: 'image',
  modes: ['platform'],
  status: 'retired',
  call: 'generateImages',
  aspectRatios: ['1:1', '3:4', '4:3', '9:16', '16:9'],
  expectedSeconds: 9,
} as const

/** Dates: ai.google.dev/gemini-api/docs/deprecations. The removal of Imagen covers both modes. */
// biome-ignore format: one line a model reads as the table that it is
export const models: readonly Model[] = [
  // The price of 3.8-flash doubles on 2027-01-01.
  { ...text, id: 'gemini-3.8-flash', status: 'ga', since: '2026-09-02', successor: 'gemini-3.6-flash', price: { perMillionInput: 750_000, perMillionOutput: 3_750_000, source: page } },
  { ...text, id: 'gemini-3.7-flash', status: 'deprecated', successor: 'gemini-3.8-flash', price: { perMillionInput: 750_000, perMillionOutput: 3_750_000, source: restated } },
  { ...text, id: 'gemini-3.6-flash', status: 'ga', since: '2026-07-21', successor: 'gemini-3.8-flash', price: { perMillionInput: 1_500_000, perMillionOutput: 7_500_000, source: restated } },
  { ...text, id: 'gemini-3.5-flash', status: 'deprecated', successor: 'gemini-3.6-flash', price: { perMillionInput: 1_500_000, perMillionOutput: 9_000_000, source: page } },
  { ...text, id: 'gemini-3.5-flash-lite', status: 'ga', since: '2026-07-21', successor: 'gemini-3.8-flash', price: { perMillionInput: 300_000, perMillionOutput: 2_500_000, source: page } },
  { ...text, id: 'gemini-3.1-flash-lite', status: 'deprecated', until: '2027-05-07', successor: 'gemini-3.5-flash-lite', price: { perMillionInput: 250_000, perMillionOutput: 1_500_000, source: restated } },
  // Listed, yet refused to keys that had not used it before 2026-09-18.
  { ...text, id: 'gemini-2.5-flash', modes: ['developer'], status: 'deprecated', successor: 'gemini-3.8-flash', price: { perMillionInput: 300_000, perMillionOutput: 2_500_000, source: page } },
  { ...text, id: 'gemini-2.0-flash', status: 'retired', until: '2026-06-01', successor: 'gemini-3.8-flash', price: { perMillionInput: 100_000, perMillionOutput: 400_000, source: old } },

  { ...image, id: 'gemini-nano-banana-2.1', status: 'ga', since: '2026-10-06', successor: 'gemini-3-pro-image', expectedSeconds: 8, price: { perMillionInput: 300_000, perImage: 33_600, source: restated } },
  { ...image, id: 'gemini-3-pro-image', status: 'ga', since: '2026-05-28', successor: 'gemini-nano-banana-2.1', expectedSeconds: 20, price: { perMillionInput: 2_000_000, perImage: 134_000, source: page } },
  { ...image, id: 'gemini-3.1-flash-image', status: 'deprecated', since: '2026-05-28', successor: 'gemini-nano-banana-2.1', expectedSeconds: 8, price: { perMillionInput: 500_000, perImage: 67_200, source: restated } },
  { ...image, id: 'gemini-3.1-flash-lite-image', status: 'ga', since: '2026-06-30', successor: 'gemini-nano-banana-2.1', expectedSeconds: 6, price: { perMillionInput: 250_000, perImage: 33_600, source: restated } },
  { ...image, id: 'gemini-3.1-flash-image-preview', status: 'retired', until: '2026-06-25', successor: 'gemini-3.1-flash-image', expectedSeconds: 8, price: { perMillionInput: 500_000, perImage: 67_200, source: restated } },
  { ...image, id: 'gemini-3-pro-image-preview', status: 'retired', until: '2026-06-25', successor: 'gemini-3-pro-image', expectedSeconds: 20, price: { perMillionInput: 2_000_000, perImage: 134_000, source: restated } },
  { ...image, id: 'gemini-2.5-flash-image', status: 'retired', until: '2026-10-02', successor: 'gemini-nano-banana-2.1', expectedSeconds: 8, price: { perMillionInput: 300_000, perImage: 39_000, source: old } },

  { ...imagen, id: 'imagen-4.0-generate-001', since: '2025-08-14', until: '2026-08-17', successor: 'gemini-nano-banana-2.1', price: { perMillionInput: 0, perImage: 40_000, source: old } },
  { ...imagen, id: 'imagen-4.0-ultra-generate-001', since: '2025-08-14', until: '2026-08-17', successor: 'gemini-3-pro-image', price: { perMillionInput: 0, perImage: 60_000, source: old } },
  { ...imagen, id: 'imagen-4.0-fast-generate-001', since: '2025-08-14', until: '2026-08-17', successor: 'gemini-3.1-flash-lite-image', price: { perMillionInput: 0, perImage: 20_000, source: old } },
  { ...imagen, id: 'imagen-4.0-generate-preview-06-06', until: '2026-02-17', successor: 'imagen-4.0-generate-001', price: { perMillionInput: 0, perImage: 40_000, source: old } },
  { ...imagen, id: 'imagen-4.0-ultra-generate-preview-06-06', until: '2026-02-17', successor: 'imagen-4.0-ultra-generate-001', price: { perMillionInput: 0, perImage: 60_000, source: old } },
  { ...imagen, id: 'imagen-3.0-generate-002', until: '2025-11-10', successor: 'imagen-4.0-generate-001', price: { perMillionInput: 0, perImage: 40_000, source: old } },
]

const usual = models.find(({ id }) => id === defaultModels.image)
if (usual?.capability !== 'image') throw new Error(`${defaultModels.image} is no image model`)

/** How long one picture usually takes, in seconds, for progress bars. */
export const expectedSecondsOfPicture = usual.expectedSeconds

/** What one picture costs beside its prompt, in millionths of a US dollar. */
export const microUsdOfPicture = usual.price.perImage
