import * as z from 'zod'
import { type Answer, invalidArgument } from './answers.ts'
import type { Operation } from './faults.ts'
import { sizeOf } from './sizes.ts'
import { jsonSchema } from './write.ts'

const content = z.object({ parts: z.array(z.object({ text: z.string().optional() })).default([]) })

const contentBody = z.object({
  contents: z.array(content).min(1),
  systemInstruction: content.optional(),
  generationConfig: z
    .object({
      responseModalities: z.array(z.string()).optional(),
      responseMimeType: z.string().optional(),
      responseJsonSchema: jsonSchema.optional(),
      responseSchema: jsonSchema.optional(),
      imageConfig: z
        .object({ aspectRatio: z.string().default('1:1'), imageSize: z.string().default('1K') })
        .default({ aspectRatio: '1:1', imageSize: '1K' }),
    })
    .prefault({}),
})

const predictBody = z.object({
  instances: z.array(z.object({ prompt: z.string().min(1) })).min(1),
  parameters: z
    .object({
      sampleCount: z.number().int().min(1).max(4).default(1),
      aspectRatio: z.string().default('1:1'),
      sampleImageSize: z.enum(['1K', '2K']).default('1K'),
      outputOptions: z.object({ mimeType: z.string().default('image/png') }).optional(),
    })
    .prefault({}),
})

/** What a call asks for, in one form whichever method it came by. */
export type Order = {
  operation: Operation
  model: string
  prompt: string
  schema?: z.output<typeof jsonSchema>
  picture?: {
    width: number
    height: number
    mimeType: 'image/png' | 'image/jpeg'
    count: number
    ratio: string
  }
}
type Read = { order: Order } | { refusal: Answer }

const problem = (error: z.ZodError) => ({
  refusal: invalidArgument(
    `Invalid JSON payload received. ${error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
  ),
})

const textOf = (parts: { text?: string | undefined }[]) => parts.map(({ text }) => text ?? '').join('\n')

/** Some image models answer in JPEG, whatever one would like. */
const mimeTypeOf = (model: string) => (model.startsWith('gemini-3-pro-image') ? 'image/jpeg' : 'image/png')

export const readGenerateContent = (model: string, operation: Operation, body: unknown): Read => {
  const parsed = contentBody.safeParse(body)
  if (!parsed.success) return problem(parsed.error)
  const { contents, systemInstruction, generationConfig: config } = parsed.data
  const prompt = textOf([...(systemInstruction?.parts ?? []), ...contents.flatMap(({ parts }) => parts)])
  if (config.responseSchema && config.responseJsonSchema) {
    return { refusal: invalidArgument('Only one of response_schema and response_json_schema may be set.') }
  }
  const schema = config.responseJsonSchema ?? config.responseSchema
  if (operation === 'text') return { order: { operation, model, prompt, ...(schema ? { schema } : {}) } }

  if (schema || config.responseMimeType === 'application/json') {
    return { refusal: invalidArgument(`JSON mode is not enabled for models/${model}`) }
  }
  const { aspectRatio, imageSize } = config.imageConfig
  const size = sizeOf('gemini', aspectRatio, imageSize)
  if (!size) return { refusal: invalidArgument(`Unsupported image_config: ${aspectRatio}, ${imageSize}`) }
  const picture = { ...size, mimeType: mimeTypeOf(model), count: 1, ratio: aspectRatio } as const
  return { order: { operation, model, prompt, picture } }
}

export const readPredict = (model: string, body: unknown): Read => {
  const parsed = predictBody.safeParse(body)
  if (!parsed.success) return problem(parsed.error)
  const { instances, parameters } = parsed.data
  const size = sizeOf('imagen', parameters.aspectRatio, parameters.sampleImageSize)
  if (!size) return { refusal: invalidArgument(`Unsupported aspect ratio: ${parameters.aspectRatio}`) }
  const mimeType = parameters.outputOptions?.mimeType === 'image/jpeg' ? 'image/jpeg' : 'image/png'
  const picture = { ...size, mimeType, count: parameters.sampleCount, ratio: parameters.aspectRatio } as const
  return { order: { operation: 'image', model, prompt: instances[0]?.prompt ?? '', picture } }
}
