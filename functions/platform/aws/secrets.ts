import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type * as z from 'zod'

const secretsManager = new SecretsManagerClient()

/** Reads a JSON secret. @throws ZodError when it has another shape; the message holds no value */
export async function readSecret<S extends z.ZodType>(arn: string, schema: S): Promise<z.output<S>> {
  const { SecretString = '' } = await secretsManager.send(new GetSecretValueCommand({ SecretId: arn }))
  return schema.parse(JSON.parse(SecretString))
}
