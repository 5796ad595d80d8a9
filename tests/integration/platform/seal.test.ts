import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { FlattenedEncrypt, type FlattenedJWE, flattenedDecrypt } from 'jose'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { publicKey } from '../../../functions/platform/aws/keys.ts'
import { createSealer } from '../../../functions/platform/crypto/seal.ts'
import { publicKeyOf } from '../../support/cloud/public-keys.ts'
import { pointSdkAt } from '../../support/cloud/sdk-env.ts'
import { arnOf, keyPolicyOf } from '../../support/cloud/small-assembly.ts'
import { type SmallCloud, startSmallCloud } from '../../support/cloud/small-cloud.ts'

const keyOf = (id: string) => ({
  id,
  arn: arnOf('kms', `key/${id}`),
  spec: 'RSA_2048',
  usage: 'ENCRYPT_DECRYPT',
  aliases: [],
})
const oldKey = keyOf('0b6e4ac5-0000-4000-8000-000000000021')
const newKey = keyOf('0b6e4ac5-0000-4000-8000-000000000022')
const row = 'auth.totp/usr_01k9zz'
const text = 'JBSWY3DPEHPK3PXP'
let sealer: ReturnType<typeof createSealer>
let rotated: typeof sealer

let cloud: SmallCloud
beforeAll(async () => {
  const keys = [oldKey, newKey]
  const resourcePolicies = keys.map(({ arn }) => keyPolicyOf(arn))
  cloud = await startSmallCloud({ assembly: { keys, resourcePolicies } })
  pointSdkAt(cloud)
  sealer = createSealer([await publicKeyOf(oldKey)])
  rotated = createSealer([await publicKeyOf(newKey), await publicKeyOf(oldKey)])
})
afterAll(() => {
  vi.unstubAllEnvs()
  return cloud.remove()
})

/** What no function ever sees: the local KMS keeps it below its data. */
const privateKeyOf = (id: string) => createPrivateKey(readFileSync(join(cloud.dataDir, 'kms', id)))
const aadOf = (of: string) => Buffer.from(of).toString('base64url')
const headerOf = (sealed: string) =>
  JSON.parse(Buffer.from(JSON.parse(sealed).protected, 'base64url').toString())

const broken = { name: 'SealBroken' }
const isBroken = (sealed: string, of = row) => expect(sealer.open(sealed, of)).rejects.toMatchObject(broken)

test('any text comes back, and no two seals of it are the same', async () => {
  const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', 'दुकान', 'x'.repeat(100_000)))
  await fc.assert(
    fc.asyncProperty(texts, fc.string({ unit: 'grapheme' }), async (any, anyRow) => {
      const [one, other] = [sealer.seal(any, anyRow), sealer.seal(any, anyRow)]
      expect(one).not.toBe(other)
      expect(await sealer.open(one, anyRow)).toBe(any.toWellFormed())
    }),
    { numRuns: 25 },
  )
})

describe('jose, which knows the standard and not us,', () => {
  test('opens what we seal', async () => {
    const stored: FlattenedJWE = JSON.parse(sealer.seal(text, row))
    const opened = await flattenedDecrypt({ ...stored, aad: aadOf(row) }, privateKeyOf(oldKey.id))
    expect(Buffer.from(opened.plaintext).toString()).toBe(text)
    expect(opened.protectedHeader).toEqual({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: oldKey.id })
    await expect(
      flattenedDecrypt({ ...stored, aad: aadOf('auth.totp/usr_other') }, privateKeyOf(oldKey.id)),
    ).rejects.toMatchObject({ code: 'ERR_JWE_DECRYPTION_FAILED' })
  })

  const sealByJose = async (more: object = {}) => {
    const der = Buffer.from(await publicKey(oldKey.arn))
    const { aad, ...stored } = await new FlattenedEncrypt(Buffer.from(text))
      .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: oldKey.id, ...more })
      .setAdditionalAuthenticatedData(Buffer.from(row))
      .encrypt(createPublicKey({ key: der, format: 'der', type: 'spki' }))
    expect(aad).toBe(aadOf(row))
    return JSON.stringify(stored)
  }

  test('seals what we open', async () => {
    expect(await sealer.open(await sealByJose(), row)).toBe(text)
  })

  test('asks for nothing that we do not know, though it is sealed well', async () => {
    await isBroken(await sealByJose({ typ: 'other' }))
  })
})

test('a value that was moved to another row does not open', async () => {
  const sealed = sealer.seal(text, row)
  for (const other of ['auth.totp/usr_01k9zy', 'auth.totp/usr_01k9z', `${row} `, ''])
    await isBroken(sealed, other)
})

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_='

test('no letter of it can be changed, left out or added', async () => {
  const sealed: Record<string, string> = JSON.parse(sealer.seal(text, row))
  const change = fc.record({
    member: fc.constantFrom(...Object.keys(sealed)),
    at: fc.nat(),
    letter: fc.constantFrom('', ...letters),
    insert: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(change, async ({ member, at, letter, insert }) => {
      const before = sealed[member] ?? ''
      const index = at % before.length
      const after = before.slice(0, index) + letter + before.slice(insert ? index : index + 1)
      fc.pre(after !== before)
      const changed = JSON.stringify({ ...sealed, [member]: after })
      await isBroken(changed)
    }),
    { numRuns: 100 },
  )
  expect(await sealer.open(JSON.stringify(sealed), row)).toBe(text)
})

test('bits that a lenient reader passes over count too', async () => {
  const sealed: Record<string, string> = JSON.parse(sealer.seal(text, row))
  const twins = ['encrypted_key', 'ciphertext', 'tag'].map((member) => {
    const bytes = Buffer.from(sealed[member] ?? '', 'base64url')
    const start = (sealed[member] ?? '').slice(0, -1)
    const last = [...letters].find(
      (letter) => start + letter !== sealed[member] && Buffer.from(start + letter, 'base64url').equals(bytes),
    )
    return { ...sealed, [member]: `${start}${last}` }
  })
  for (const twin of twins) await isBroken(JSON.stringify(twin))
})

test('only its own header is taken, whoever asks for less', async () => {
  const sealed = JSON.parse(sealer.seal(text, row))
  const kid = oldKey.id
  const headers = [
    { alg: 'none', enc: 'A256GCM', kid },
    { alg: 'dir', enc: 'A256GCM', kid },
    { alg: 'RSA-OAEP', enc: 'A256GCM', kid },
    { alg: 'RSA1_5', enc: 'A256GCM', kid },
    { alg: 'RSA-OAEP-256', enc: 'A128GCM', kid },
    { alg: 'RSA-OAEP-256', enc: 'A256GCM', kid, zip: 'DEF' },
    { alg: 'RSA-OAEP-256', enc: 'A256GCM', kid, crit: ['exp'] },
    { alg: 'RSA-OAEP-256', enc: 'A256GCM' },
    { alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: [kid] },
    { kid, enc: 'A256GCM', alg: 'RSA-OAEP-256' },
  ]
  for (const header of headers)
    await isBroken(JSON.stringify({ ...sealed, protected: aadOf(JSON.stringify(header)) }))
})

test.each(['', 'null', '[]', '{}', text, 'a.b.c.d.e', '{"protected":"e30"}'])('%s is no seal', (value) =>
  isBroken(value),
)

test('a short tag is refused, which would be quick to guess', async () => {
  const sealed = JSON.parse(sealer.seal(text, row))
  const tag = Buffer.from(sealed.tag, 'base64url').subarray(0, 4).toString('base64url')
  await isBroken(JSON.stringify({ ...sealed, tag }))
})

test('the error says nothing of the value, the row or the key', async () => {
  const sealed = sealer.seal(text, row)
  const error = await sealer.open(sealed, 'auth.totp/usr_other').catch((thrown: unknown) => thrown)
  const { message, cause } = error as Error
  expect(cause).toBeUndefined()
  for (const secret of [text, row, 'usr_other', oldKey.id, JSON.parse(sealed).ciphertext])
    expect(message).not.toContain(secret)
})

test('a new key seals from now on, and the old one opens while it is listed', async () => {
  const before = sealer.seal(text, row)
  const after = rotated.seal(text, row)
  expect([headerOf(before).kid, headerOf(after).kid]).toEqual([oldKey.id, newKey.id])
  expect(await rotated.open(before, row)).toBe(text)
  expect(await rotated.open(after, row)).toBe(text)
  await expect(createSealer([await publicKeyOf(newKey)]).open(before, row)).rejects.toMatchObject(broken)
})

test('a seal that names another key than it was made with does not open', async () => {
  const sealed = JSON.parse(rotated.seal(text, row))
  const header = { ...headerOf(JSON.stringify(sealed)), kid: oldKey.id }
  const changed = { ...sealed, protected: aadOf(JSON.stringify(header)) }
  await expect(rotated.open(JSON.stringify(changed), row)).rejects.toMatchObject(broken)
})

test('trouble with KMS itself is not called a broken seal', async () => {
  const key = await publicKeyOf(oldKey)
  const missing = createSealer([
    { ...key, arn: key.arn.replace(oldKey.id, '0b6e4ac5-0000-4000-8000-00000000000f') },
  ])
  await expect(missing.open(sealer.seal(text, row), row)).rejects.toMatchObject({ name: 'NotFoundException' })
  expect(() => createSealer([])).toThrow('needs a key')
})
