import { createPrivateKey, type KeyObject, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import type { Cloud } from '../../../local/cloud.ts'

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
const decode = (part = ''): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.from(part, 'base64url').toString()))

/** The parts of a JWT, without looking at its signature. */
export function readToken(token: string) {
  const [header, claims, signature = ''] = token.split('.')
  return { header: decode(header), claims: decode(claims), signature }
}

/** The session that an access token is of. */
export const sessionOf = (token: string) => String(readToken(token).claims.session)

export const unsigned = (header: object, claims: object) => `${encode(header)}.${encode(claims)}`

/** RSASSA-PKCS1-v1_5 with SHA-256, as RS256 has it. */
export function signed(header: object, claims: object, key: KeyObject) {
  const message = unsigned(header, claims)
  return `${message}.${sign('sha256', Buffer.from(message), key).toString('base64url')}`
}

/** The private half of a key, which no function ever sees: the local KMS keeps it below its data. */
export const privateKeyOf = ({ logsDir }: Pick<Cloud, 'logsDir'>, kid: string) =>
  createPrivateKey(readFileSync(join(dirname(logsDir), 'kms', kid)))
