import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Compares secrets in the same time, whether they are alike or not. */
export const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))

/**
 * Whether `signature` is the HMAC-SHA256 of the bytes, in lower-case hex, by one of the secrets. While a secret is being
 * changed there are two: what a vendor sends again is signed as it was the first time.
 */
export const isSignedBy = (secrets: readonly string[], bytes: Uint8Array, signature: string): boolean =>
  secrets.some((secret) => isSame(createHmac('sha256', secret).update(bytes).digest('hex'), signature))
