import { RemovalPolicy } from 'aws-cdk-lib'
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import { pascalCase } from '../names.ts'
import { keyNames, type Stage } from '../stage.ts'

/** Of RSA, since the public half is to be used without asking KMS each time; KMS rotates none of these by itself. */
const makeKey = (scope: Construct, stage: Stage, name: string, description: string, keyUsage: KeyUsage) =>
  new Key(scope, `${pascalCase(name)}Key`, {
    description,
    alias: `dhol-${stage.name}-${name}`,
    keySpec: KeySpec.RSA_2048,
    keyUsage,
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
