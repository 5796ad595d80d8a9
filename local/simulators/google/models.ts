/** What Google serves, by genai.md's status table: the day on which an id stops answering. */
type SimulatedModel = {
  id: string
  makes: 'text' | 'image'
  method: 'generateContent' | 'predict'
  until?: string
}

const text = { makes: 'text', method: 'generateContent' } as const
const image = { makes: 'image', method: 'generateContent' } as const
const imagen = { makes: 'image', method: 'predict', until: '2026-08-17' } as const

const models: SimulatedModel[] = [
  ...['gemini-4-argon', 'gemini-3.8-flash', 'gemini-3.7-flash', 'gemini-3.6-flash', 'gemini-3.5-flash'].map(
    (id) => ({ ...text, id }),
  ),
  { ...text, id: 'gemini-3.5-flash-lite' },
  { ...text, id: 'gemini-3.1-flash-lite', until: '2027-05-07' },
  { ...text, id: 'gemini-2.0-flash', until: '2026-06-01' },
  ...['gemini-nano-banana-2.1', 'gemini-3.1-flash-image', 'gemini-3-pro-image'].map((id) => ({
    ...image,
    id,
  })),
  { ...image, id: 'gemini-3.1-flash-lite-image' },
  { ...image, id: 'gemini-2.5-flash-image', until: '2026-10-02' },
  ...['imagen-4.0-generate-001', 'imagen-4.0-ultra-generate-001', 'imagen-4.0-fast-generate-001'].map(
    (id) => ({ ...imagen, id }),
  ),
]

/** Models that answer on a day (YYYY-MM-DD). Imagen is listed in both modes, though our SDK reaches it in one. */
export const modelsOn = (today: string) => models.filter(({ until }) => !until || today < until)

export const findModel = (id: string, method: string, today: string) =>
  modelsOn(today).find((model) => model.id === id && model.method === method)

export const asResource = ({ id, method }: SimulatedModel) => ({
  name: `models/${id}`,
  version: id.match(/\d[\d.]*/)?.[0] ?? '001',
  displayName: id.replaceAll('-', ' '),
  inputTokenLimit: 131072,
  outputTokenLimit: 32768,
  supportedGenerationMethods: method === 'predict' ? ['predict'] : ['generateContent', 'countTokens'],
})
