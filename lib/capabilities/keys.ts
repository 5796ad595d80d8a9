import type { IKey } from 'aws-cdk-lib/aws-kms'
import { keyText, type Resources } from '../resources.ts'
import type { Capability } from './grant.ts'

const listOf = (resources: Resources, keys: IKey[]) => keys.map((key) => keyText(resources, key)).join(',')

const newest = (keys: IKey[]): IKey => {
  const [key] = keys
  if (!key) throw new Error('lib/stage.ts must name a key')
  return key
}

/** With the public halves, so that nobody needs to ask KMS. */
const tokenEnvironment = (resources: Resources) => ({
  SIGNING_KEYS: listOf(resources, resources.signingKeys),
  TOKEN_ISSUER: `dhol-${resources.stage.name}`,
})

export const verifyTokens: Capability = (resources) => ({
  environment: tokenEnvironment(resources),
  allow: [],
})

export const signTokens: Capability = (resources) => ({
  environment: tokenEnvironment(resources),
  allow: [{ actions: ['kms:Sign'], resource: newest(resources.signingKeys).keyArn }],
})

/** Sealing itself needs the newest public half only; opening goes through KMS, with whichever key it was sealed for. */
export const sealSecrets: Capability = (resources) => ({
  environment: { SEALING_KEYS: listOf(resources, resources.sealingKeys) },
  allow: resources.sealingKeys.map(({ keyArn }) => ({ actions: ['kms:Decrypt'], resource: keyArn })),
})

/** For the deployment. */
export const readPublicKeys: Capability = ({ signingKeys, sealingKeys }) => ({
  environment: {},
  allow: [...signingKeys, ...sealingKeys].map(({ keyArn }) => ({
    actions: ['kms:GetPublicKey'],
    resource: keyArn,
  })),
})
