import { createPrivateKey, createSecretKey, generateKeyPair, type KeyObject, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Assembly } from '../model.ts'

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
  const stored = await readFile(file).catch(() => undefined)
  if (stored) return isRsa ? createPrivateKey(stored) : createSecretKey(stored)

  const made = isRsa ? await rsaPem(Number(spec.slice(4))) : randomBytes(32)
  await writeFile(file, made, { mode: 0o600 })
  return isRsa ? createPrivateKey(made) : createSecretKey(made as Buffer)
}

const rsaPem = async (modulusLength: number): Promise<string> => {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}
