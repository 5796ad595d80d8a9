import * as z from 'zod'
import { parseKey } from './crypto/keys.ts'

/**
 * A setting that somebody may have pasted: printable ASCII without spaces. A sign that nobody sees, such as U+200B, would
 * only be found where it is used.
 */
export const setting = () => z.string().regex(/^[\x21-\x7e]+$/, 'Use printable ASCII without spaces')

/** Every function has these; a service adds its own in its `env.ts`. */
export const platformEnv = z.object({
  STAGE: z.enum(['local', 'dev', 'prod']),
  POWERTOOLS_SERVICE_NAME: setting(),
})

export const databaseEnv = z.object({
  DATABASE_SECRET_ARN: setting(),
  DATABASE_HOST: setting(),
  DATABASE_PORT: z.coerce.number().int(),
  DATABASE_NAME: setting(),
  /** Whether statements are prepared: docs/decisions/0025. */
  DATABASE_PREPARED: z.stringbool(),
})

/** The newest first: that one is used for what is new, the others for what is older. */
const keys = z.string().transform((text, { issues }) => {
  try {
    return text.split(',').map(parseKey)
  } catch {
    issues.push({ code: 'custom', input: text, message: 'no list of keys' })
    return z.NEVER
  }
})

export const tokenEnv = z.object({ SIGNING_KEYS: keys, TOKEN_ISSUER: setting() })

export const sealingEnv = z.object({ SEALING_KEYS: keys })

/** The newest first, which CloudFront sends; while it learns a new one it still sends an older. */
const marks = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(setting()))

/** Of every API: that a request came through CloudFront, and how often one may come. */
export const edgeEnv = z.object({ EDGE_MARKS: marks, LIMITS_TABLE: setting() })

/** Of every webhook: who sent it must have come through CloudFront. */
export const webhookEnv = databaseEnv.extend({ EDGE_MARKS: marks })

/** Of every API with endpoints that are not public: who calls. */
export const gateEnv = tokenEnv.extend(edgeEnv.shape)

export const busEnv = z.object({ EVENT_BUS_NAME: setting() })

/** Where the page is, without a slash at its end. */
export const pageEnv = z.object({ APP_ORIGIN: setting().pipe(z.url()) })

export const mailEnv = pageEnv.extend({
  /** `Dhol <no-reply@example.in>`; a stage without a mail domain has none, and sends no mail. */
  MAIL_FROM: z
    .string()
    .regex(/^[\x21-\x7e][\x20-\x7e]*$/, 'Use printable ASCII')
    .optional(),
})

export const realtimeEnv = z.object({
  REALTIME_TABLE: setting(),
  /** Where sockets connect, `wss://…`. The same place over `https` takes the messages. */
  REALTIME_URL: setting().regex(/^wss?:\/\//),
})

/**
 * Reads the environment once, while the function starts.
 * @throws Error that names each variable which is missing or wrong, never its value
 */
export function readEnv<S extends z.ZodObject>(schema: S): z.output<S> {
  const result = schema.safeParse(process.env)
  if (result.success) return result.data
  const names = [...new Set(result.error.issues.map((issue) => issue.path.join('.')))]
  throw new Error(`Missing or wrong environment variables: ${names.join(', ')}`)
}
