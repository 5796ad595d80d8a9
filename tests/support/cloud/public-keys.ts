import { publicKey } from '../../../functions/platform/aws/keys.ts'
import { type PublicKey, parseKey } from '../../../functions/platform/crypto/keys.ts'

/** A key as a function's environment has it. The SDK of this process must know where KMS is. */
export const publicKeyOf = async ({ arn }: { arn: string }): Promise<PublicKey> =>
  parseKey(`${arn} ${Buffer.from(await publicKey(arn)).toString('base64')}`)
