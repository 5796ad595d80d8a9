import type * as z from 'zod'
import { createGoogle, googleCredentials, measured } from '../providers/google/index.ts'
import type { googleEnv } from './env.ts'

/** Google's models with the credentials of this stage, read at the first generation. */
export const googleOf = (env: z.infer<typeof googleEnv>) =>
  measured(
    createGoogle({
      credentials: async () => {
        const { readSecret } = await import('../platform/aws/secrets.ts')
        return readSecret(env.GOOGLE_SECRET_ARN, googleCredentials)
      },
      clock: Date.now,
      baseUrls: {
        ...(env.GOOGLE_GEMINI_BASE_URL && { developer: env.GOOGLE_GEMINI_BASE_URL }),
        ...(env.GOOGLE_VERTEX_BASE_URL && { platform: env.GOOGLE_VERTEX_BASE_URL }),
      },
    }),
  )
