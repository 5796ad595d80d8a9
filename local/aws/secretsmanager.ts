import type { Assembly } from '../assembly/model.ts'
import { arn } from './arn.ts'
import { AwsError } from './errors.ts'
import { type Input, jsonService, requiredText } from './json-protocol.ts'
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

  /** The six characters that AWS appends to an ARN may be left out. */
  const definitionOf = (identifier: string) =>
    definitions.find(
      ({ name, arn }) =>
        name === identifier || arn === identifier || arn.replace(/-.{6}$/, '') === identifier,
    )

  const find = (identifier: string) => {
    const definition = definitionOf(identifier)
    const secret = definition && secrets.get(definition.name)
    if (!definition || !secret)
      throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
    return { definition, secret }
  }

  const asked = (input: Input) => find(requiredText(input, 'SecretId'))

  /** Whoever may not read a secret does not learn either that there is none. */
  const resourceOf = (identifier: string) =>
    definitionOf(identifier)?.arn ??
    (identifier.startsWith('arn:') ? identifier : arn('secretsmanager', `secret:${identifier}`))

  const put = async (name: string, value: string, id?: string) => {
    const { definition, secret } = find(name)
    if (id === undefined && secret.current?.value === value) return secret.current.id
    const changed = withValue(secret, value, id)
    secrets.set(definition.name, changed)
    await saveSecret(dataDir, definition.name, changed)
    return changed.current?.id ?? ''
  }

  const service = jsonService({
    version: '1.1',
    name: 'secretsmanager',
    subjectsOf: (input) => [{ resource: resourceOf(requiredText(input, 'SecretId')) }],
    operations: {
      GetSecretValue: (input) => {
        const { definition, secret } = asked(input)
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
      DescribeSecret: (input) => {
        const { definition, secret } = asked(input)
        return {
          ARN: definition.arn,
          Name: definition.name,
          VersionIdsToStages: {
            ...(secret.current ? { [secret.current.id]: ['AWSCURRENT'] } : {}),
            ...(secret.previous ? { [secret.previous.id]: ['AWSPREVIOUS'] } : {}),
          },
        }
      },
      PutSecretValue: async (input) => {
        const { definition } = asked(input)
        const token = input.ClientRequestToken === undefined ? undefined : String(input.ClientRequestToken)
        const id = await put(definition.name, requiredText(input, 'SecretString'), token)
        return { ARN: definition.arn, Name: definition.name, VersionId: id, VersionStages: ['AWSCURRENT'] }
      },
    },
  })
  return { ...service, put, read: (name) => find(name).secret.current?.value }
}
