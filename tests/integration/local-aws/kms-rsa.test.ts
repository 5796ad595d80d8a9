import { createPublicKey, publicEncrypt, randomBytes } from 'node:crypto'
import {
  DecryptCommand,
  type DecryptCommandInput,
  EncryptCommand,
  GetPublicKeyCommand,
  KMSClient,
} from '@aws-sdk/client-kms'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keyPolicyOf, smallAssembly } from '../../support/cloud/small-assembly.ts'
import { type SmallCloud, startSmallCloud } from '../../support/cloud/small-cloud.ts'

const keyOf = (number: number, usage: string) => {
  const id = `0b6e4ac5-0000-4000-8000-00000000001${number}`
  return { id, arn: `arn:aws:kms:ap-south-1:000000000000:key/${id}`, spec: 'RSA_2048', usage, aliases: [] }
}
const sealing = keyOf(1, 'ENCRYPT_DECRYPT')
const older = keyOf(2, 'ENCRYPT_DECRYPT')
const signing = keyOf(3, 'SIGN_VERIFY')
const [, symmetric] = smallAssembly().keys

let cloud: SmallCloud
let kms: KMSClient
beforeAll(async () => {
  const keys = [sealing, older, signing, ...(symmetric ? [symmetric] : [])]
  const resourcePolicies = keys.map(({ arn }) => keyPolicyOf(arn))
  cloud = await startSmallCloud({ assembly: { keys, resourcePolicies } })
  kms = new KMSClient(cloud.client)
})
afterAll(() => cloud.remove())

const EncryptionAlgorithm = 'RSAES_OAEP_SHA_256'
const secret = randomBytes(32)

test('the public half says what it is for', async () => {
  const answer = await kms.send(new GetPublicKeyCommand({ KeyId: sealing.arn }))
  expect(answer).toMatchObject({
    KeyId: sealing.arn,
    KeySpec: 'RSA_2048',
    KeyUsage: 'ENCRYPT_DECRYPT',
    EncryptionAlgorithms: ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'],
  })
  expect(answer).not.toHaveProperty('SigningAlgorithms')
})

test('what is sealed with the public half, without asking KMS, is opened by KMS', async () => {
  const { PublicKey = new Uint8Array() } = await kms.send(new GetPublicKeyCommand({ KeyId: sealing.arn }))
  const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' })
  const CiphertextBlob = publicEncrypt({ key, oaepHash: 'sha256' }, secret)
  const opened = await kms.send(
    new DecryptCommand({ KeyId: sealing.arn, CiphertextBlob, EncryptionAlgorithm }),
  )
  expect(opened).toMatchObject({ KeyId: sealing.arn, EncryptionAlgorithm })
  expect(Buffer.from(opened.Plaintext ?? '')).toEqual(secret)
})

const sealed = async () =>
  (await kms.send(new EncryptCommand({ KeyId: sealing.arn, Plaintext: secret, EncryptionAlgorithm })))
    .CiphertextBlob

test.each<[string, Partial<DecryptCommandInput>, string]>([
  ['another key', { KeyId: older.arn }, 'InvalidCiphertextException'],
  ['another hash', { EncryptionAlgorithm: 'RSAES_OAEP_SHA_1' }, 'InvalidCiphertextException'],
  ['no algorithm', { EncryptionAlgorithm: undefined }, 'InvalidKeyUsageException'],
  ['an algorithm that is none', { EncryptionAlgorithm: 'RSA_RAW' as never }, 'ValidationException'],
  ['a symmetric key', { KeyId: symmetric?.arn ?? '' }, 'InvalidKeyUsageException'],
  ['a key that signs', { KeyId: signing.arn }, 'InvalidKeyUsageException'],
  [
    'no key, which an asymmetric ciphertext does not name',
    { KeyId: undefined },
    'InvalidCiphertextException',
  ],
  ['a key that there is not', { KeyId: keyOf(9, '').arn }, 'NotFoundException'],
])('it does not open with %s', async (_name, change, name) => {
  const input = { KeyId: sealing.arn, CiphertextBlob: await sealed(), EncryptionAlgorithm, ...change }
  const opening = kms.send(new DecryptCommand(input as DecryptCommandInput))
  await expect(opening).rejects.toMatchObject({ name })
})

test('a byte that was changed does not open, and a text that is too long is not sealed', async () => {
  const CiphertextBlob = (await sealed()) ?? new Uint8Array()
  CiphertextBlob[100] = (CiphertextBlob[100] ?? 0) ^ 1
  const opening = kms.send(new DecryptCommand({ KeyId: sealing.arn, CiphertextBlob, EncryptionAlgorithm }))
  await expect(opening).rejects.toMatchObject({ name: 'InvalidCiphertextException' })

  const sealBytes = (length: number) =>
    kms.send(new EncryptCommand({ KeyId: sealing.arn, Plaintext: randomBytes(length), EncryptionAlgorithm }))
  await expect(sealBytes(191)).rejects.toMatchObject({ name: 'ValidationException' })
  expect((await sealBytes(190)).CiphertextBlob).toHaveLength(256)
})
