import type * as z from 'zod'
import { once } from '../once.ts'

const client = once(async () => {
  const { SecretsManager } = await import('@aws-sdk/client-secrets-manager')
  return new SecretsManager()
})

/** Reads a JSON secret. @throws ZodError when it has another shape; the message holds no value */
export async function readSecret<S extends z.ZodType>(arn: string, schema: S): Promise<z.output<S>> {
  const { SecretString = '' } = await (await client()).getSecretValue({ SecretId: arn })
  return schema.parse(JSON.parse(SecretString))
}
