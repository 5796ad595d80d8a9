import * as z from 'zod'

/** The secret's shape. `developer`: an API key. `platform`: a service account (Imagen too). */
export const googleCredentials = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('developer'), apiKey: z.string().trim().min(1) }),
  z.object({
    mode: z.literal('platform'),
    project: z.string().min(1),
    location: z.string().min(1),
    /** The key file that Google gives for a service account. */
    serviceAccount: z.record(z.string(), z.string()),
  }),
])
export type GoogleCredentials = z.infer<typeof googleCredentials>
