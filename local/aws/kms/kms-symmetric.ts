import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'
import { AwsError } from '../errors.ts'

/** A blob names its key, as those of KMS do: 36 bytes of id, 12 of nonce, 16 of tag, then the text. */
const idBytes = 36
const nonceBytes = 12
const tagBytes = 16

/** The pairs that must be the same when the text is decrypted, in an order that does not matter. */
const contextBytes = (context: Record<string, string> = {}) =>
  Buffer.from(JSON.stringify(Object.entries(context).sort(([one], [other]) => (one < other ? -1 : 1))))

export const keyIdOf = (blob: Buffer): string => blob.subarray(0, idBytes).toString().trimEnd()

export const encrypt = (
  id: string,
  key: KeyObject,
  text: Buffer,
  context?: Record<string, string>,
): Buffer => {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(contextBytes(context))
  const body = Buffer.concat([cipher.update(text), cipher.final()])
  return Buffer.concat([Buffer.from(id.padEnd(idBytes)), nonce, cipher.getAuthTag(), body])
}

/** @throws AwsError (InvalidCiphertextException) when the blob or the context is another than was encrypted. */
export const decrypt = (key: KeyObject, blob: Buffer, context?: Record<string, string>): Buffer => {
  const [nonce, tag, body] = [
    blob.subarray(idBytes, idBytes + nonceBytes),
    blob.subarray(idBytes + nonceBytes, idBytes + nonceBytes + tagBytes),
    blob.subarray(idBytes + nonceBytes + tagBytes),
  ]
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(contextBytes(context)).setAuthTag(tag)
    return Buffer.concat([decipher.update(body), decipher.final()])
  } catch {
    throw new AwsError(
      'InvalidCiphertextException',
      'The ciphertext or its encryption context is not the right one',
    )
  }
}
