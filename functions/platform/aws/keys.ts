import { DecryptCommand, GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms'

const kms = new KMSClient()

/** The public half of a key, DER SPKI. */
export async function publicKey(keyArn: string): Promise<Uint8Array> {
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: keyArn }))
  if (!PublicKey) throw new Error(`KMS gave no public key for ${keyArn}`)
  return PublicKey
}

/** RSASSA-PKCS1-v1_5 with SHA-256 over `message`, which may be 4096 bytes long at most (a limit of KMS). */
export async function sign(keyArn: string, message: string): Promise<Uint8Array> {
  const { Signature } = await kms.send(
    new SignCommand({
      KeyId: keyArn,
      Message: Buffer.from(message),
      MessageType: 'RAW',
      SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
    }),
  )
  if (!Signature) throw new Error(`KMS gave no signature by ${keyArn}`)
  return Signature
}

/** RSAES-OAEP with SHA-256. Undefined for bytes that were not encrypted for this key. */
export async function decrypt(keyArn: string, encrypted: Uint8Array): Promise<Uint8Array | undefined> {
  const command = new DecryptCommand({
    KeyId: keyArn,
    CiphertextBlob: encrypted,
    EncryptionAlgorithm: 'RSAES_OAEP_SHA_256',
  })
  try {
    return (await kms.send(command)).Plaintext
  } catch (error) {
    if (error instanceof Error && error.name === 'InvalidCiphertextException') return undefined
    throw error
  }
}
