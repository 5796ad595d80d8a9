import * as z from 'zod'
import { setting } from '../../platform/env.ts'

/** It is sent in a header, so a sign that nobody sees, as pages bring along when a key is copied, breaks it. */
const apiKey = setting()

/** The secret's shape. `developer`: an API key. `platform`: a service account (Imagen too). */
export const googleCredentials = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('developer'), apiKey }),
  z.object({
    mode: z.literal('platform'),
    project: setting(),
    location: setting(),
    /** The key file that Google gives for a service account. */
    serviceAccount: z.record(z.string(), z.string()),
  }),
])
export type GoogleCredentials = z.infer<typeof googleCredentials>
