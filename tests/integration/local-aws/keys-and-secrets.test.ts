import { createHash, createPublicKey, verify } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import {
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GetPublicKeyCommand,
  KMSClient,
  SignCommand,
} from '@aws-sdk/client-kms'
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { smallAssembly } from '../../support/cloud/small-assembly.ts'
import { type SmallCloud, startSmallCloud } from '../../support/cloud/small-cloud.ts'

let cloud: SmallCloud
let kms: KMSClient
let secrets: SecretsManagerClient
const [signing, sealing] = smallAssembly().keys.map((key) => key.arn)

const connect = () => {
  kms = new KMSClient(cloud.client)
  secrets = new SecretsManagerClient(cloud.client)
}
beforeAll(async () => {
  cloud = await startSmallCloud()
  connect()
})
afterAll(() => cloud.remove())

const publicKey = async () => {
  const { PublicKey = new Uint8Array() } = await kms.send(new GetPublicKeyCommand({ KeyId: signing }))
  return createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' })
}
const SigningAlgorithm = 'RSASSA_PKCS1_V1_5_SHA_256'
const message = Buffer.from('header.claims')

test.each([
  ['RAW', message],
  ['DIGEST', createHash('sha256').update(message).digest()],
] as const)('a signature of a %s message fits the public key', async (MessageType, Message) => {
  const sign = new SignCommand({ KeyId: 'alias/signing', SigningAlgorithm, MessageType, Message })
  const { Signature = new Uint8Array() } = await kms.send(sign)
  expect(verify('sha256', message, await publicKey(), Signature)).toBe(true)
})

test('a key does only what it is made for', async () => {
  const sign = new SignCommand({ KeyId: sealing, SigningAlgorithm, Message: message })
  await expect(kms.send(sign)).rejects.toMatchObject({ name: 'InvalidKeyUsageException' })
  const describe = new DescribeKeyCommand({ KeyId: 'alias/other' })
  await expect(kms.send(describe)).rejects.toMatchObject({ name: 'NotFoundException' })
})

test('what is sealed opens with the same context only', async () => {
  const EncryptionContext = { workspace: 'wsp_1' }
  const { CiphertextBlob } = await kms.send(
    new EncryptCommand({ KeyId: sealing, Plaintext: message, EncryptionContext }),
  )
  const { Plaintext } = await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }))
  expect(Buffer.from(Plaintext ?? '')).toEqual(message)
  const foreign = kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: { workspace: 'wsp_2' } }))
  await expect(foreign).rejects.toMatchObject({ name: 'InvalidCiphertextException' })
})

test('a data key comes sealed and open', async () => {
  const { Plaintext, CiphertextBlob } = await kms.send(
    new GenerateDataKeyCommand({ KeyId: sealing, KeySpec: 'AES_256' }),
  )
  const opened = await kms.send(new DecryptCommand({ CiphertextBlob }))
  expect(opened.Plaintext).toEqual(Plaintext)
})

const currentValue = async (SecretId: string) =>
  (await secrets.send(new GetSecretValueCommand({ SecretId }))).SecretString

test('a generated secret has the length asked for and none of the characters excluded', async () => {
  const { username, password } = JSON.parse((await currentValue('small/database')) ?? '')
  expect(username).toBe('dhol')
  expect(password).toMatch(/^[^ "@/\\]{30}$/)
})

test('a secret that was put is current, the one before it previous', async () => {
  await secrets.send(
    new PutSecretValueCommand({ SecretId: 'small/google', SecretString: '{"mode":"platform"}' }),
  )
  expect(await currentValue('small/google')).toBe('{"mode":"platform"}')
  const before = new GetSecretValueCommand({ SecretId: 'small/google', VersionStage: 'AWSPREVIOUS' })
  expect((await secrets.send(before)).SecretString).toBe('{"mode":"developer"}')
  await expect(currentValue('small/other')).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
})

test('the next start has the same keys and secrets, readable by their owner only', async () => {
  const { dataDir } = cloud
  const kept = async () => [
    await currentValue('small/database'),
    await currentValue('small/google'),
    (await publicKey()).export({ format: 'jwk' }),
  ]
  const before = await kept()
  await cloud.aws.stop()
  cloud = await startSmallCloud({ dataDir })
  connect()
  expect(await kept()).toEqual(before)
  for (const folder of ['kms', 'secrets'])
    for (const file of readdirSync(join(dataDir, folder)))
      expect(statSync(join(dataDir, folder, file)).mode & 0o077).toBe(0)
})
