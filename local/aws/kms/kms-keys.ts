import { createPrivateKey, createSecretKey, generateKeyPair, type KeyObject, randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Assembly } from '../../assembly/model.ts'
import { readStored, writeStored } from '../storage/files.ts'

/** Of AES-256. */
const symmetricBytes = 32

export type Key = Assembly['keys'][number] & {
  /** A private key, or a secret one for `SYMMETRIC_DEFAULT`. */
  material: KeyObject
}

/**
 * Reads the material of the template's keys, and makes it where a key is new.
 * @throws Error for a key spec that the local cloud does not have.
 */
export const loadKeys = async (dataDir: string, keys: Assembly['keys']): Promise<Key[]> => {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  return Promise.all(
    keys.map(async (key) => ({ ...key, material: await materialOf(join(dataDir, key.id), key.spec) })),
  )
}

const materialOf = async (file: string, spec: string): Promise<KeyObject> => {
  const isRsa = /^RSA_(2048|3072|4096)$/.test(spec)
  if (!isRsa && spec !== 'SYMMETRIC_DEFAULT') throw new Error(`The local KMS has no keys of spec ${spec}`)
  const toKey = (bytes: Buffer) => (isRsa ? createPrivateKey(bytes) : createSecretKey(bytes))
  const stored = await readStored(file, toKey)
  if (stored) return stored
  const made = isRsa ? await rsaPem(Number(spec.slice(4))) : randomBytes(symmetricBytes)
  await writeStored(file, made)
  return toKey(made)
}

const rsaPem = async (modulusLength: number): Promise<Buffer> => {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength })
  return Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' }))
}
