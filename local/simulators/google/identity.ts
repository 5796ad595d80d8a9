import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import * as z from 'zod'
import { type Answer, badToken, invalidKey, noKey } from './answers.ts'

const claims = z.object({
  iss: z.string(),
  scope: z.string(),
  exp: z.number(),
  iat: z.number(),
})

const email = 'dhol@simulated-project.iam.gserviceaccount.com'

/** A service account of the simulator, made when first asked for. */
export const createServiceAccount = () => {
  let made: Record<string, string> | undefined
  return () => {
    if (made) return made
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    made = {
      type: 'service_account',
      project_id: 'simulated-project',
      private_key_id: 'simulated',
      private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      client_email: email,
    }
    return made
  }
}

/** Developer mode: any key but one that begins with `invalid`. */
export const refuseKey = (headers: IncomingHttpHeaders): Answer | undefined => {
  const key = headers['x-goog-api-key']
  if (typeof key !== 'string' || key === '') return noKey()
  return key.startsWith('invalid') ? invalidKey() : undefined
}

/** Platform mode: a bearer token that the simulator's service account signed for Google Cloud, in its time. */
export const refuseToken = (
  headers: IncomingHttpHeaders,
  account: Record<string, string>,
  now: number,
): Answer | undefined => {
  const token = headers.authorization?.match(/^Bearer (.+)$/)?.[1] ?? ''
  const [head = '', body = '', signature = ''] = token.split('.')
  const publicKey = createPublicKey(account.private_key ?? '')
  if (!verify('RSA-SHA256', Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, 'base64url'))) {
    return badToken()
  }
  const { iss, scope, exp, iat } = claims.parse(JSON.parse(Buffer.from(body, 'base64url').toString()))
  const seconds = now / 1000
  const isGood =
    iss === email && scope.split(' ').includes(cloudScope) && iat <= seconds + 60 && seconds < exp
  return isGood && exp - iat <= 3600 ? undefined : badToken()
}

const cloudScope = 'https://www.googleapis.com/auth/cloud-platform'
