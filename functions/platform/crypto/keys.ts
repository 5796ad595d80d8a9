import { createPublicKey, type KeyObject } from 'node:crypto'

/** A key of KMS as functions know it. `id` is the last part of its ARN: the `kid` of what it signed or sealed. */
export type PublicKey = { arn: string; id: string; publicHalf: KeyObject }

/** Reads `<ARN> <public half, DER SPKI in base64>`. @throws Error for anything else */
export function parseKey(text: string): PublicKey {
  const [arn = '', half = ''] = text.split(' ')
  const publicHalf = createPublicKey({ key: Buffer.from(half, 'base64'), format: 'der', type: 'spki' })
  return { arn, id: arn.slice(arn.lastIndexOf('/') + 1), publicHalf }
}
