import {
  constants,
  createHash,
  createPublicKey,
  type KeyObject,
  privateDecrypt,
  privateEncrypt,
  publicEncrypt,
} from 'node:crypto'
import { AwsError } from '../errors.ts'

/** The DER that stands before a SHA-256 digest in PKCS #1 v1.5: RFC 8017, section 9.2, note 1. */
const sha256Prefix = Buffer.from('3031300d060960864801650304020105000420', 'hex')

/** Hashes of OAEP, by the name that KMS has for the algorithm. */
export const oaepHashes: Record<string, { oaepHash: string; bytes: number }> = {
  RSAES_OAEP_SHA_1: { oaepHash: 'sha1', bytes: 20 },
  RSAES_OAEP_SHA_256: { oaepHash: 'sha256', bytes: 32 },
}

const oaep = (algorithm: string) => {
  const hash = oaepHashes[algorithm]
  if (!hash) throw new AwsError('InvalidKeyUsageException', `${algorithm} is not for an RSA key`)
  return { padding: constants.RSA_PKCS1_OAEP_PADDING, ...hash }
}

/** @throws AwsError (ValidationException) when the text is too long for the key: RFC 8017, section 7.1.1. */
export const rsaEncrypt = (key: KeyObject, algorithm: string, text: Buffer): Buffer => {
  const { bytes, ...options } = oaep(algorithm)
  const longest = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8 - 2 * bytes - 2
  if (text.length > longest)
    throw new AwsError('ValidationException', `${algorithm} takes at most ${longest} bytes with this key`)
  return publicEncrypt({ key: createPublicKey(key), ...options }, text)
}

/** @throws AwsError (InvalidCiphertextException) when it was not made with this key and algorithm. */
export const rsaDecrypt = (key: KeyObject, algorithm: string, blob: Buffer): Buffer => {
  const { bytes: _, ...options } = oaep(algorithm)
  try {
    return privateDecrypt({ key, ...options }, blob)
  } catch {
    throw new AwsError('InvalidCiphertextException', 'The ciphertext was not made with this key')
  }
}

/**
 * RSASSA-PKCS1-v1_5 over a digest of SHA-256. Padded by hand, because Node has no way to sign a digest that was made
 * elsewhere.
 */
export const rsaSign = (key: KeyObject, digest: Buffer): Buffer =>
  privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.concat([sha256Prefix, digest]))

/** @throws AwsError for a message above the 4,096 bytes that KMS takes, or a digest of another length. */
export const digestOf = (message: Buffer, isDigest: boolean): Buffer => {
  if (isDigest) {
    if (message.length !== 32) throw new AwsError('ValidationException', 'The digest of SHA-256 has 32 bytes')
    return message
  }
  if (message.length > 4096) throw new AwsError('ValidationException', 'A RAW message has at most 4096 bytes')
  return createHash('sha256').update(message).digest()
}
