import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Resources } from '../resources.ts'
import type { Capability, Permission } from './grant.ts'

const arnsOf = (keys: IKey[]) => keys.map(({ keyArn }) => keyArn).join(',')

const newest = (keys: IKey[]): IKey => {
  const [key] = keys
  if (!key) throw new Error('lib/stage.ts must name a key')
  return key
}

const mayReadPublicHalf = ({ keyArn }: IKey): Permission => ({
  actions: ['kms:GetPublicKey'],
  resource: keyArn,
})

const tokenEnvironment = ({ signingKeys, stage }: Resources) => ({
  SIGNING_KEY_ARNS: arnsOf(signingKeys),
  TOKEN_ISSUER: `dhol-${stage.name}`,
})

export const signTokens: Capability = (resources) => ({
  environment: tokenEnvironment(resources),
  allow: [
    { actions: ['kms:Sign'], resource: newest(resources.signingKeys).keyArn },
    ...resources.signingKeys.map(mayReadPublicHalf),
  ],
})

export const verifyTokens: Capability = (resources) => ({
  environment: tokenEnvironment(resources),
  allow: resources.signingKeys.map(mayReadPublicHalf),
})

/** Sealing itself needs the newest public half only; opening goes through KMS, with whichever key it was sealed for. */
export const sealSecrets: Capability = ({ sealingKeys }) => ({
  environment: { SEALING_KEY_ARNS: arnsOf(sealingKeys) },
  allow: [
    mayReadPublicHalf(newest(sealingKeys)),
    ...sealingKeys.map(({ keyArn }) => ({ actions: ['kms:Decrypt'], resource: keyArn })),
  ],
})
