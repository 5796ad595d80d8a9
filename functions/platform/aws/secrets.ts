import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type * as z from 'zod'

const secretsManager = new SecretsManagerClient()

/** Reads a JSON secret. @throws ZodError when it is no JSON or has another shape; the message holds no value */
export async function readSecret<S extends z.ZodType>(arn: string, schema: S): Promise<z.output<S>> {
  const { SecretString = '' } = await secretsManager.send(new GetSecretValueCommand({ SecretId: arn }))
  return schema.parse(fromJson(SecretString))
}

/** Undefined for what is no JSON: the error of JSON.parse would repeat the beginning of the secret. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
