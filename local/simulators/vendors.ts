import * as z from 'zod'
import { startGoogleSimulator } from './google/index.ts'
import type { Vendors } from './kit/vendor.ts'

const developerKey = (apiKey: string) => JSON.stringify({ mode: 'developer', apiKey })

/** Every vendor. Whatever the local cloud does for one, it does by this list. */
export const vendors = {
  google: {
    title: 'Google',
    secretName: 'dhol/local/google',
    realSecret: z
      .object({
        GEMINI_API_KEY: z.string().regex(/^[\w-]{20,}$/, 'does not look like a key of Google AI Studio'),
      })
      .transform(({ GEMINI_API_KEY }) => developerKey(GEMINI_API_KEY)),
    simulatedSecret: developerKey('simulated-key-that-opens-nothing'),
    baseUrlVariables: ['GOOGLE_GEMINI_BASE_URL', 'GOOGLE_VERTEX_BASE_URL'],
    start: startGoogleSimulator,
  },
} satisfies Vendors
