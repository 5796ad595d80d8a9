import { randomInt, randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { LocalSecret } from '../assembly/model.ts'
import { readStored, writeStored } from './storage/files.ts'

export type SecretVersion = { id: string; value: string; createdAt: number }

export type StoredSecret = {
  /** What the template stated when this was written, to notice when it states something else. */
  declared?: string
  current?: SecretVersion
  previous?: SecretVersion
}

const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
const characters = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789${punctuation}`

/** Makes a value as CloudFormation's `GenerateSecretString` does. */
const generated = ({
  template,
  key,
  length,
  excludeCharacters,
}: NonNullable<LocalSecret['generate']>): string => {
  const allowed = [...characters].filter((one) => !excludeCharacters.includes(one))
  const secret = Array.from({ length }, () => allowed[randomInt(allowed.length)]).join('')
  return JSON.stringify({ ...template, [key]: secret })
}

const fileOf = (dataDir: string, name: string) => join(dataDir, `${encodeURIComponent(name)}.json`)

/** Reads the stored secrets, makes those that are new, and takes over what the template states anew. */
export const loadSecrets = async (
  dataDir: string,
  secrets: LocalSecret[],
): Promise<Map<string, StoredSecret>> => {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const loaded = new Map<string, StoredSecret>()
  for (const { name, value, generate } of secrets) {
    let stored: StoredSecret =
      (await readStored(fileOf(dataDir, name), (bytes) => JSON.parse(bytes.toString()))) ?? {}
    if (value !== undefined && stored.declared !== value)
      stored = { ...withValue(stored, value), declared: value }
    else if (generate && !stored.current) stored = withValue(stored, generated(generate))
    loaded.set(name, stored)
    await saveSecret(dataDir, name, stored)
  }
  return loaded
}

export const withValue = (secret: StoredSecret, value: string, id: string = randomUUID()): StoredSecret => ({
  ...secret,
  current: { id, value, createdAt: Date.now() },
  ...(secret.current ? { previous: secret.current } : {}),
})

export const saveSecret = (dataDir: string, name: string, secret: StoredSecret): Promise<void> =>
  writeStored(fileOf(dataDir, name), JSON.stringify(secret))
