import { createPublicKey, randomBytes } from 'node:crypto'
import type { Assembly } from '../../assembly/model.ts'
import { accountId, nameOf } from '../arn.ts'
import { AwsError } from '../errors.ts'
import { type Input, jsonService, requiredText } from '../json-protocol.ts'
import type { Service } from '../types.ts'
import { type Key, loadKeys } from './kms-keys.ts'
import { digestOf, oaepHashes, rsaDecrypt, rsaEncrypt, rsaSign } from './kms-rsa.ts'
import { decrypt, encrypt, keyIdOf } from './kms-symmetric.ts'

const signing = 'RSASSA_PKCS1_V1_5_SHA_256'
/** Name of a symmetric key's spec, and of its one algorithm. */
const symmetricSpec = 'SYMMETRIC_DEFAULT'

/** KMS with the template's keys. Their material is made here once and kept below `dataDir`. */
export const startKms = async (dataDir: string, definitions: Assembly['keys']): Promise<Service> => {
  const keys = await loadKeys(dataDir, definitions)

  const find = (identifier: string): Key => {
    const alias = /^(?:arn:[^/]*:)?(alias\/.+)$/.exec(identifier)?.[1]
    const key = keys.find((one) => (alias ? one.aliases.includes(alias) : one.id === nameOf(identifier)))
    if (!key) throw new AwsError('NotFoundException', `Key '${identifier}' does not exist`)
    return key
  }

  /** The key that a request names; Decrypt may leave it to the ciphertext, which names its key if that is symmetric. */
  const keyOf = (input: Input): Key => {
    if (input.KeyId !== undefined || input.CiphertextBlob === undefined)
      return find(requiredText(input, 'KeyId'))
    const id = keyIdOf(Buffer.from(requiredText(input, 'CiphertextBlob'), 'base64'))
    const key = keys.find((one) => one.id === id)
    if (!key) throw new AwsError('InvalidCiphertextException', 'The ciphertext names no key of this account')
    return key
  }

  /** Finds the key of a request, which must be made for what is asked of it. */
  const keyFor = (input: Input, usage?: string): Key => {
    const key = keyOf(input)
    if (usage && key.usage !== usage)
      throw new AwsError('InvalidKeyUsageException', `${key.arn} is a key for ${key.usage}, not for ${usage}`)
    return key
  }

  const dataKey = (input: Input) => {
    const key = keyFor(input, 'ENCRYPT_DECRYPT')
    const bytes = Number(input.NumberOfBytes ?? (input.KeySpec === 'AES_128' ? 16 : 32))
    const plaintext = randomBytes(bytes)
    const blob = encrypt(key.id, symmetric(key), plaintext, contextOf(input))
    return {
      KeyId: key.arn,
      CiphertextBlob: blob.toString('base64'),
      Plaintext: plaintext.toString('base64'),
    }
  }

  return jsonService({
    version: '1.1',
    name: 'kms',
    subjectsOf: (input) => [{ resource: keyOf(input).arn }],
    operations: {
      DescribeKey: (input) => {
        const key = keyFor(input)
        return { KeyMetadata: metadataOf(key) }
      },
      GetPublicKey: (input) => {
        const key = keyFor(input)
        if (key.material.type !== 'private')
          throw new AwsError('UnsupportedOperationException', `${key.arn} is symmetric`)
        const der = createPublicKey(key.material).export({ type: 'spki', format: 'der' })
        const { KeySpec, KeyUsage, SigningAlgorithms, EncryptionAlgorithms } = metadataOf(key)
        return {
          KeyId: key.arn,
          PublicKey: der.toString('base64'),
          KeySpec,
          KeyUsage,
          SigningAlgorithms,
          EncryptionAlgorithms,
        }
      },
      Sign: (input) => {
        const key = keyFor(input, 'SIGN_VERIFY')
        if (input.SigningAlgorithm !== signing)
          throw new AwsError('ValidationException', `The local KMS signs with ${signing} only`)
        const message = Buffer.from(requiredText(input, 'Message'), 'base64')
        const signature = rsaSign(key.material, digestOf(message, input.MessageType === 'DIGEST'))
        return { KeyId: key.arn, Signature: signature.toString('base64'), SigningAlgorithm: signing }
      },
      Encrypt: (input) => {
        const key = keyFor(input, 'ENCRYPT_DECRYPT')
        const EncryptionAlgorithm = algorithmFor(key, input)
        const text = Buffer.from(requiredText(input, 'Plaintext'), 'base64')
        const blob =
          key.spec === symmetricSpec
            ? encrypt(key.id, key.material, text, contextOf(input))
            : rsaEncrypt(key.material, EncryptionAlgorithm, text)
        return { KeyId: key.arn, CiphertextBlob: blob.toString('base64'), EncryptionAlgorithm }
      },
      Decrypt: (input) => {
        const blob = Buffer.from(requiredText(input, 'CiphertextBlob'), 'base64')
        const key = keyFor(input, 'ENCRYPT_DECRYPT')
        const EncryptionAlgorithm = algorithmFor(key, input)
        const text =
          key.spec === symmetricSpec
            ? decrypt(key.material, blob, contextOf(input))
            : rsaDecrypt(key.material, EncryptionAlgorithm, blob)
        return { KeyId: key.arn, Plaintext: text.toString('base64'), EncryptionAlgorithm }
      },
      GenerateDataKey: (input) => dataKey(input),
      GenerateDataKeyWithoutPlaintext: (input) => {
        const { Plaintext: _, ...rest } = dataKey(input)
        return rest
      },
    },
  })
}

const contextOf = (input: Input) => input.EncryptionContext as Record<string, string> | undefined

const symmetric = (key: Key) => {
  if (key.spec !== symmetricSpec)
    throw new AwsError('InvalidKeyUsageException', `${key.arn} is asymmetric and makes no data keys`)
  return key.material
}

const algorithmsOf = (key: Key) => (key.spec === symmetricSpec ? [symmetricSpec] : Object.keys(oaepHashes))

/** @throws AwsError for an algorithm that there is not, or that is none of the key's. */
const algorithmFor = (key: Key, input: Input): string => {
  const { EncryptionAlgorithm: named = symmetricSpec } = input
  if (named !== symmetricSpec && !Object.hasOwn(oaepHashes, String(named)))
    throw new AwsError('ValidationException', `There is no EncryptionAlgorithm ${named}`)
  if (!algorithmsOf(key).includes(String(named)))
    throw new AwsError('InvalidKeyUsageException', `${named} is not for a key of the spec ${key.spec}`)
  return String(named)
}

const metadataOf = (key: Key) => ({
  AWSAccountId: accountId,
  KeyId: key.id,
  Arn: key.arn,
  Enabled: true,
  KeyState: 'Enabled',
  KeyManager: 'CUSTOMER',
  Origin: 'AWS_KMS',
  MultiRegion: false,
  KeySpec: key.spec,
  KeyUsage: key.usage,
  ...(key.usage === 'SIGN_VERIFY' ? { SigningAlgorithms: [signing] } : {}),
  ...(key.usage === 'ENCRYPT_DECRYPT' ? { EncryptionAlgorithms: algorithmsOf(key) } : {}),
})
