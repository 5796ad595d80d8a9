import { constants, createCipheriv, createDecipheriv, publicEncrypt, randomBytes } from 'node:crypto'
import * as z from 'zod'
import type { PublicKey } from './keys.ts'

/** Made for another row, changed since, or by a key that is not listed. Its message holds neither value nor key. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
}

const algorithms = { alg: 'RSA-OAEP-256', enc: 'A256GCM' } as const

/** Of A256GCM: RFC 7518, section 5.3. */
const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16
/** Of an RSA key of 2048 bits. */
const encryptedKeyBytes = 256

const encode = (bytes: string | Uint8Array) => Buffer.from(bytes).toString('base64url')

/** One way of writing only: a changed bit that Buffer would pass over is a change too. */
const base64url = z
  .string()
  .refine((text) => encode(Buffer.from(text, 'base64url')) === text)
  .transform((text) => Buffer.from(text, 'base64url'))
const bytesOf = (length: number) => base64url.refine((bytes) => bytes.length === length)

const jwe = z.strictObject({
  protected: z.string(),
  encrypted_key: bytesOf(encryptedKeyBytes),
  iv: bytesOf(nonceBytes),
  ciphertext: base64url,
  tag: bytesOf(tagBytes),
})
const header = z.strictObject({
  alg: z.literal(algorithms.alg),
  enc: z.literal(algorithms.enc),
  kid: z.string(),
})

/** What is authenticated beside the text: RFC 7516, section 5.1, step 14. */
const authenticated = (protectedHeader: string, row: string) =>
  Buffer.from(`${protectedHeader}.${encode(row)}`)

/**
 * Seals values for the database, and opens them: JWE (RFC 7516) with RSA-OAEP-256 and A256GCM, whose private key stays in
 * KMS. What is stored is the flattened JSON serialisation without its `aad`, which is the row (`auth.totp/usr_…`): only
 * who knows the row can open it, and a value that was moved to another row does not open.
 * `keys` are newest first. The first seals; each opens what it sealed, so a key may be replaced without sealing
 * everything again, and is taken off the list when nothing names it.
 */
export function createSealer(keys: PublicKey[]) {
  const [newest] = keys
  if (!newest) throw new Error('A sealer needs a key')

  return {
    /** The text as a JWE, in JSON. */
    seal(text: string, row: string): string {
      const protectedHeader = encode(JSON.stringify({ ...algorithms, kid: newest.id }))
      const key = randomBytes(keyBytes)
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(authenticated(protectedHeader, row))
      const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }
      return JSON.stringify({
        protected: protectedHeader,
        encrypted_key: encode(publicEncrypt({ key: newest.publicHalf, ...oaep }, key)),
        iv: encode(nonce),
        ciphertext: encode(ciphertext),
        tag: encode(cipher.getAuthTag()),
      })
    },

    /** @throws SealBroken, or what KMS says when it cannot be reached or may not be used */
    async open(sealed: string, row: string): Promise<string> {
      const parts = parse(jwe, sealed)
      const { kid } = parse(header, Buffer.from(parts.protected, 'base64url').toString())
      const sealedFor = keys.find(({ id }) => id === kid)
      if (!sealedFor) throw new SealBroken('It was sealed by a key that is not listed')
      const { decrypt } = await import('../aws/keys.ts')
      const key = await decrypt(sealedFor.arn, parts.encrypted_key)
      if (key?.length !== keyBytes) throw new SealBroken('Its key does not open')
      const decipher = createDecipheriv('aes-256-gcm', key, parts.iv, { authTagLength: tagBytes })
        .setAAD(authenticated(parts.protected, row))
        .setAuthTag(parts.tag)
      const text = decipher.update(parts.ciphertext)
      try {
        return Buffer.concat([text, decipher.final()]).toString('utf8')
      } catch {
        throw new SealBroken('It belongs to another row or was changed')
      }
    },
  }
}

/** @throws SealBroken without the cause, which would repeat a part of what was parsed */
function parse<S extends z.ZodType>(schema: S, json: string): z.output<S> {
  try {
    return schema.parse(JSON.parse(json))
  } catch {
    throw new SealBroken('It is no sealed value')
  }
}
