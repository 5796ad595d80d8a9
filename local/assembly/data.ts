import * as z from 'zod'
import type { Catalogue } from './catalogue.ts'
import type { Assembly, LocalSecret } from './model.ts'
import { arnOf, keyIdOf, nameOf } from './references.ts'
import { AssemblyError } from './stacks.ts'

const table = z.object({
  KeySchema: z.array(z.unknown()),
  AttributeDefinitions: z.array(z.unknown()),
  BillingMode: z.string().optional(),
  GlobalSecondaryIndexes: z.array(z.unknown()).optional(),
  LocalSecondaryIndexes: z.array(z.unknown()).optional(),
  TimeToLiveSpecification: z.unknown().optional(),
})

const key = z.object({
  KeySpec: z.string().default('SYMMETRIC_DEFAULT'),
  KeyUsage: z.string().default('ENCRYPT_DECRYPT'),
})
const alias = z.object({ AliasName: z.string(), TargetKeyId: z.string() })

/** `TargetKeyId` may be the id or the ARN. */
const readKeys = (catalogue: Catalogue): Assembly['keys'] => {
  const aliases = catalogue.ofType('AWS::KMS::Alias', alias).map(({ properties }) => properties)
  return catalogue.ofType('AWS::KMS::Key', key).map(({ it, properties }) => ({
    id: keyIdOf(it),
    arn: arnOf.key(it),
    spec: properties.KeySpec,
    usage: properties.KeyUsage,
    aliases: aliases
      .filter(({ TargetKeyId }) => TargetKeyId === keyIdOf(it) || TargetKeyId === arnOf.key(it))
      .map(({ AliasName }) => AliasName),
  }))
}

const secret = z.object({
  SecretString: z.string().optional(),
  GenerateSecretString: z
    .object({
      SecretStringTemplate: z.string().optional(),
      GenerateStringKey: z.string().optional(),
      PasswordLength: z.number().default(32),
      ExcludeCharacters: z.string().default(''),
      ExcludePunctuation: z.boolean().default(false),
    })
    .optional(),
})

/** What `ExcludePunctuation` leaves out. Source: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html */
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'

/** A generated secret without a template is left empty: it is one that a person fills in after the first deployment. */
const initialValue = ({
  SecretString,
  GenerateSecretString,
}: z.output<typeof secret>): Partial<LocalSecret> => {
  if (SecretString !== undefined) return { value: SecretString }
  if (!GenerateSecretString?.SecretStringTemplate || !GenerateSecretString.GenerateStringKey) return {}
  const { SecretStringTemplate, GenerateStringKey, ...stated } = GenerateSecretString
  return {
    generate: {
      template: JSON.parse(SecretStringTemplate),
      key: GenerateStringKey,
      length: stated.PasswordLength,
      excludeCharacters: stated.ExcludeCharacters + (stated.ExcludePunctuation ? punctuation : ''),
    },
  }
}

const readDatabase = (catalogue: Catalogue, secrets: LocalSecret[]): Assembly['database'] => {
  const attachment = z.object({ SecretId: z.string(), TargetId: z.string() })
  const attachments = catalogue.ofType('AWS::SecretsManager::SecretTargetAttachment', attachment)
  const clusters = catalogue.ofType('AWS::RDS::DBCluster', z.object({ DatabaseName: z.string() }))
  const [cluster, ...others] = clusters
  if (others.length > 0) throw new AssemblyError('the local cloud serves one database cluster')
  if (!cluster) return undefined
  const attached = attachments.find(({ properties }) => properties.TargetId === nameOf.cluster(cluster.it))
  const found = secrets.find(({ arn }) => arn === attached?.properties.SecretId)
  if (!found) throw new AssemblyError(`${cluster.path}: no secret is attached to the cluster`)
  return { name: cluster.properties.DatabaseName, secretName: found.name }
}

type Data = Pick<Assembly, 'tables' | 'buckets' | 'keys' | 'secrets' | 'database'>

export const readData = (catalogue: Catalogue): Data => {
  const secrets = catalogue.ofType('AWS::SecretsManager::Secret', secret).map(({ it, properties }) => ({
    name: nameOf.secret(it),
    arn: arnOf.secret(it),
    ...initialValue(properties),
  }))
  return {
    tables: catalogue
      .ofType(['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'], table)
      .map(({ it, properties }) => ({
        name: nameOf.table(it),
        arn: arnOf.table(it),
        definition: { TableName: nameOf.table(it), ...properties },
      })),
    buckets: catalogue
      .ofType('AWS::S3::Bucket', z.object({}))
      .map(({ it }) => ({ name: nameOf.bucket(it), arn: arnOf.bucket(it) })),
    keys: readKeys(catalogue),
    secrets,
    database: readDatabase(catalogue, secrets),
  }
}
