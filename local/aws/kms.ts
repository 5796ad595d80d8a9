import {
  constants,
  createHash,
  createPublicKey,
  privateDecrypt,
  privateEncrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto'
import type { Assembly, Caller } from '../model.ts'
import { accountId, nameOf } from './arn.ts'
import { authorize } from './authorize.ts'
import { AwsError } from './errors.ts'
import { jsonService, requiredText } from './json-protocol.ts'
import { type Key, loadKeys } from './kms-keys.ts'
import { decrypt, encrypt, keyIdOf } from './kms-symmetric.ts'
import type { Service } from './types.ts'

type Input = Record<string, unknown>

/** The DER that stands before a SHA-256 digest in PKCS #1 v1.5: RFC 8017, section 9.2, note 1. */
const sha256Prefix = Buffer.from('3031300d060960864801650304020105000420', 'hex')

const signing = 'RSASSA_PKCS1_V1_5_SHA_256'
const oaepHashes: Record<string, string> = { RSAES_OAEP_SHA_1: 'sha1', RSAES_OAEP_SHA_256: 'sha256' }

/** KMS with the template's keys. Their material is made here once and kept below `dataDir`. */
export const startKms = async (dataDir: string, definitions: Assembly['keys']): Promise<Service> => {
  const keys = await loadKeys(dataDir, definitions)

  const find = (identifier: string): Key => {
    const alias = /^(?:arn:[^/]*:)?(alias\/.+)$/.exec(identifier)?.[1]
    const key = keys.find((one) => (alias ? one.aliases.includes(alias) : one.id === nameOf(identifier)))
    if (!key) throw new AwsError('NotFoundException', `Key '${identifier}' does not exist`)
    return key
  }

  /** Finds the key of a request whose caller may do `action` with it, and which is made for that. */
  const keyFor = (caller: Caller, action: string, identifier: string, usage?: string): Key => {
    const key = find(identifier)
    authorize(caller, `kms:${action}`, key.arn)
    if (usage && key.usage !== usage)
      throw new AwsError('InvalidKeyUsageException', `${key.arn} is a key for ${key.usage}, not for ${usage}`)
    return key
  }

  const dataKey = (input: Input, caller: Caller, action: string) => {
    const key = keyFor(caller, action, requiredText(input, 'KeyId'), 'ENCRYPT_DECRYPT')
    const bytes = Number(input.NumberOfBytes ?? (input.KeySpec === 'AES_128' ? 16 : 32))
    const plaintext = randomBytes(bytes)
    const blob = encrypt(key.id, symmetric(key), plaintext, contextOf(input))
    return {
      KeyId: key.arn,
      CiphertextBlob: blob.toString('base64'),
      Plaintext: plaintext.toString('base64'),
    }
  }

  return jsonService('1.1', 'kms', {
    DescribeKey: (input, caller) => {
      const key = keyFor(caller, 'DescribeKey', requiredText(input, 'KeyId'))
      return { KeyMetadata: metadataOf(key) }
    },
    GetPublicKey: (input, caller) => {
      const key = keyFor(caller, 'GetPublicKey', requiredText(input, 'KeyId'))
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
    Sign: (input, caller) => {
      const key = keyFor(caller, 'Sign', requiredText(input, 'KeyId'), 'SIGN_VERIFY')
      if (input.SigningAlgorithm !== signing)
        throw new AwsError('ValidationException', `The local KMS signs with ${signing} only`)
      const digest = digestOf(input)
      // Padded by hand, because Node has no way to sign a digest that was made elsewhere.
      const signature = privateEncrypt(
        { key: key.material, padding: constants.RSA_PKCS1_PADDING },
        Buffer.concat([sha256Prefix, digest]),
      )
      return { KeyId: key.arn, Signature: signature.toString('base64'), SigningAlgorithm: signing }
    },
    Encrypt: (input, caller) => {
      const key = keyFor(caller, 'Encrypt', requiredText(input, 'KeyId'), 'ENCRYPT_DECRYPT')
      const text = Buffer.from(requiredText(input, 'Plaintext'), 'base64')
      const blob =
        key.spec === 'SYMMETRIC_DEFAULT'
          ? encrypt(key.id, key.material, text, contextOf(input))
          : publicEncrypt({ key: createPublicKey(key.material), ...oaep(input) }, text)
      return {
        KeyId: key.arn,
        CiphertextBlob: blob.toString('base64'),
        EncryptionAlgorithm: algorithmOf(input),
      }
    },
    Decrypt: (input, caller) => {
      const blob = Buffer.from(requiredText(input, 'CiphertextBlob'), 'base64')
      const identifier = input.KeyId === undefined ? keyIdOf(blob) : requiredText(input, 'KeyId')
      const key = keyFor(caller, 'Decrypt', identifier, 'ENCRYPT_DECRYPT')
      const text =
        key.spec === 'SYMMETRIC_DEFAULT'
          ? decrypt(key.material, blob, contextOf(input))
          : rsaDecrypt(key, input, blob)
      return { KeyId: key.arn, Plaintext: text.toString('base64'), EncryptionAlgorithm: algorithmOf(input) }
    },
    GenerateDataKey: (input, caller) => dataKey(input, caller, 'GenerateDataKey'),
    GenerateDataKeyWithoutPlaintext: (input, caller) => {
      const { Plaintext: _, ...rest } = dataKey(input, caller, 'GenerateDataKeyWithoutPlaintext')
      return rest
    },
  })
}

const contextOf = (input: Input) => input.EncryptionContext as Record<string, string> | undefined

const algorithmOf = (input: Input) => String(input.EncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT')

const symmetric = (key: Key) => {
  if (key.spec !== 'SYMMETRIC_DEFAULT')
    throw new AwsError('InvalidKeyUsageException', `${key.arn} is asymmetric and makes no data keys`)
  return key.material
}

const oaep = (input: Input) => {
  const oaepHash = oaepHashes[algorithmOf(input)]
  if (!oaepHash) throw new AwsError('InvalidKeyUsageException', `${algorithmOf(input)} is not for an RSA key`)
  return { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }
}

const rsaDecrypt = (key: Key, input: Input, blob: Buffer) => {
  const options = oaep(input)
  try {
    return privateDecrypt({ key: key.material, ...options }, blob)
  } catch {
    throw new AwsError('InvalidCiphertextException', 'The ciphertext was not made with this key')
  }
}

/** @throws AwsError for a message above the 4,096 bytes that KMS takes, or a digest of another length. */
const digestOf = (input: Input): Buffer => {
  const message = Buffer.from(requiredText(input, 'Message'), 'base64')
  if (input.MessageType === 'DIGEST') {
    if (message.length !== 32) throw new AwsError('ValidationException', 'The digest of SHA-256 has 32 bytes')
    return message
  }
  if (message.length > 4096) throw new AwsError('ValidationException', 'A RAW message has at most 4096 bytes')
  return createHash('sha256').update(message).digest()
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
  ...(key.usage === 'ENCRYPT_DECRYPT'
    ? { EncryptionAlgorithms: key.spec === 'SYMMETRIC_DEFAULT' ? [key.spec] : Object.keys(oaepHashes) }
    : {}),
})
