import { CustomResource, Duration, RemovalPolicy } from 'aws-cdk-lib'
import { type IKey, Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import { pascalCase } from '../names.ts'
import { keyNames, type Stage } from '../stage.ts'
import type { ServiceFunction } from './service-function.ts'

/** Of RSA, since the public half is to be used without asking KMS each time; KMS rotates none of these by itself. */
const makeKey = (scope: Construct, stage: Stage, name: string, description: string, keyUsage: KeyUsage) =>
  new Key(scope, `${pascalCase(name)}Key`, {
    description,
    alias: `dhol-${stage.name}-${name}`,
    keySpec: KeySpec.RSA_2048,
    keyUsage,
    multiRegion: true, // cannot be said later, and another region could open nothing without it
    removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })

/** The newest first. */
export const makeSigningKeys = (scope: Construct, stage: Stage): Key[] =>
  keyNames.signing.map((name) =>
    makeKey(scope, stage, name, 'Signs access tokens (RS256)', KeyUsage.SIGN_VERIFY),
  )

/** The newest first. */
export const makeSealingKeys = (scope: Construct, stage: Stage): Key[] =>
  keyNames.sealing.map((name) =>
    makeKey(scope, stage, name, 'Opens what is sealed in the database', KeyUsage.ENCRYPT_DECRYPT),
  )

/**
 * Of each key its public half, which a template cannot ask KMS for: a function reads it, once for each key. Resources of
 * their own, since an attribute that another stack uses may never change: a list of them would, with each new key.
 */
export const readPublicHalves = (reader: ServiceFunction, keys: Key[]): Map<IKey, string> =>
  new Map(
    keys.map((key) => {
      const half = new CustomResource(reader, key.node.id, {
        resourceType: 'Custom::PublicKey',
        serviceToken: reader.handler.functionArn,
        serviceTimeout: Duration.minutes(5),
        properties: { KeyArn: key.keyArn },
      })
      return [key, half.getAttString('PublicKey')]
    }),
  )
