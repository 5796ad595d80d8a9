import type { Assembly, Caller } from '../model.ts'
import { authorize } from './authorize.ts'
import { AwsError } from './errors.ts'
import { jsonService, requiredText } from './json-protocol.ts'
import { loadSecrets, type SecretVersion, saveSecret, withValue } from './secrets-store.ts'
import type { Service } from './types.ts'

export type SecretsManager = Service & {
  put(name: string, value: string): Promise<string>
  /** The current value. */
  read(name: string): string | undefined
}

/** Secrets Manager with the template's secrets. Values, generated ones too, are kept below `dataDir`. */
export const startSecretsManager = async (
  dataDir: string,
  definitions: Assembly['secrets'],
): Promise<SecretsManager> => {
  const secrets = await loadSecrets(dataDir, definitions)

  const find = (identifier: string) => {
    // The six characters that AWS appends to an ARN may be left out.
    const definition = definitions.find(
      ({ name, arn }) =>
        name === identifier || arn === identifier || arn.replace(/-.{6}$/, '') === identifier,
    )
    const secret = definition && secrets.get(definition.name)
    if (!definition || !secret)
      throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
    return { definition, secret }
  }

  const allowed = (input: Record<string, unknown>, caller: Caller, action: string) => {
    const found = find(requiredText(input, 'SecretId'))
    authorize(caller, `secretsmanager:${action}`, found.definition.arn)
    return found
  }

  const put = async (name: string, value: string, id?: string) => {
    const { definition, secret } = find(name)
    if (id === undefined && secret.current?.value === value) return secret.current.id
    const changed = withValue(secret, value, id)
    secrets.set(definition.name, changed)
    await saveSecret(dataDir, definition.name, changed)
    return changed.current?.id ?? ''
  }

  const service = jsonService('1.1', 'secretsmanager', {
    GetSecretValue: (input, caller) => {
      const { definition, secret } = allowed(input, caller, 'GetSecretValue')
      const stage = String(input.VersionStage ?? 'AWSCURRENT')
      const versions: Record<string, SecretVersion | undefined> = {
        AWSCURRENT: secret.current,
        AWSPREVIOUS: secret.previous,
      }
      const version = versions[stage]
      if (!version || (input.VersionId !== undefined && input.VersionId !== version.id))
        throw new AwsError(
          'ResourceNotFoundException',
          `Secrets Manager can't find the specified secret value for staging label: ${stage}`,
        )
      return {
        ARN: definition.arn,
        Name: definition.name,
        VersionId: version.id,
        SecretString: version.value,
        VersionStages: [stage],
        CreatedDate: version.createdAt / 1000,
      }
    },
    DescribeSecret: (input, caller) => {
      const { definition, secret } = allowed(input, caller, 'DescribeSecret')
      return {
        ARN: definition.arn,
        Name: definition.name,
        VersionIdsToStages: {
          ...(secret.current ? { [secret.current.id]: ['AWSCURRENT'] } : {}),
          ...(secret.previous ? { [secret.previous.id]: ['AWSPREVIOUS'] } : {}),
        },
      }
    },
    PutSecretValue: async (input, caller) => {
      const { definition } = allowed(input, caller, 'PutSecretValue')
      const token = input.ClientRequestToken === undefined ? undefined : String(input.ClientRequestToken)
      const id = await put(definition.name, requiredText(input, 'SecretString'), token)
      return { ARN: definition.arn, Name: definition.name, VersionId: id, VersionStages: ['AWSCURRENT'] }
    },
  })
  return { ...service, put, read: (name) => find(name).secret.current?.value }
}
