import type {
  Assembly,
  LocalFunction,
  PolicyDocument,
  Role,
  Statement,
} from '../../../local/assembly/model.ts'

const account = 'ap-south-1:000000000000'
export const arnOf = (service: string, resource: string) => `arn:aws:${service}:${account}:${resource}`

export const functionOf = (name: string): LocalFunction => ({
  name,
  arn: arnOf('lambda', `function:${name}`),
  roleArn: `arn:aws:iam::000000000000:role/${name}`,
  source: `functions/${name}.ts`,
  codeDir: '',
  handler: 'index.handler',
  timeoutSeconds: 3,
  memoryMb: 128,
  environment: {},
})

export const statement = (
  actions: string[],
  resources: string[],
  more: Partial<Statement> = {},
): Statement => ({
  Effect: 'Allow',
  Action: actions,
  Resource: resources,
  ...more,
})
export const policy = (...statements: Statement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements,
})

/** The role of a function, which may do all that these statements say. */
export const roleOf = (name: string, ...statements: Statement[]): Role => ({
  arn: functionOf(name).roleArn,
  policies: [{ name: 'own', document: policy(...statements) }],
})

/** As CDK writes it: the account's roles may do with a key what their own policies say. */
export const keyPolicyOf = (arn: string) => ({
  arn,
  document: policy(statement(['kms:*'], ['*'], { Principal: { AWS: 'arn:aws:iam::000000000000:root' } })),
})

const everything = statement(['*'], ['*'])
const keyIds = ['0b6e4ac5-0000-4000-8000-000000000001', '0b6e4ac5-0000-4000-8000-000000000002']

/** An assembly written by hand with one of each thing that the AWS front serves, whose functions may do all. */
export const smallAssembly = (changes: Partial<Assembly> = {}): Assembly => ({
  functions: [functionOf('work'), functionOf('hear')],
  httpApi: { id: 'http', routes: [] },
  socketApi: { id: 'socket', stage: 'live', routes: [] },
  machines: [],
  buses: [{ name: 'SmallBus', arn: arnOf('events', 'event-bus/SmallBus') }],
  rules: [],
  schedules: [],
  alarms: [],
  tables: [
    {
      name: 'SmallTable',
      arn: arnOf('dynamodb', 'table/SmallTable'),
      definition: {
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
          { AttributeName: 'connectionId', AttributeType: 'S' },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'byConnection',
            KeySchema: [{ AttributeName: 'connectionId', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      },
    },
    {
      name: 'LimitsTable',
      arn: arnOf('dynamodb', 'table/LimitsTable'),
      definition: {
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      },
    },
  ],
  buckets: [{ name: 'small-bucket', arn: 'arn:aws:s3:::small-bucket' }],
  queues: [{ name: 'small-dlq', arn: arnOf('sqs', 'small-dlq'), url: '' }],
  keys: [
    {
      id: '0b6e4ac5-0000-4000-8000-000000000001',
      arn: arnOf('kms', 'key/0b6e4ac5-0000-4000-8000-000000000001'),
      spec: 'RSA_2048',
      usage: 'SIGN_VERIFY',
      aliases: ['alias/signing'],
    },
    {
      id: '0b6e4ac5-0000-4000-8000-000000000002',
      arn: arnOf('kms', 'key/0b6e4ac5-0000-4000-8000-000000000002'),
      spec: 'SYMMETRIC_DEFAULT',
      usage: 'ENCRYPT_DECRYPT',
      aliases: ['alias/sealing'],
    },
  ],
  secrets: [
    {
      name: 'small/database',
      arn: arnOf('secretsmanager', 'secret:small/database-AbCdEf'),
      generate: { template: { username: 'dhol' }, key: 'password', length: 30, excludeCharacters: ' "@/\\' },
    },
    {
      name: 'small/google',
      arn: arnOf('secretsmanager', 'secret:small/google-AbCdEf'),
      value: '{"mode":"developer"}',
    },
  ],
  database: undefined,
  distribution: {
    arn: 'arn:aws:cloudfront::000000000000:distribution/small',
    behaviours: [],
    defaultRootObject: 'index.html',
    errorResponses: [],
  },
  deployments: [],
  customResources: [],
  triggers: [],
  roles: [roleOf('work', everything), roleOf('hear', everything)],
  resourcePolicies: [
    ...keyIds.map((id) => keyPolicyOf(arnOf('kms', `key/${id}`))),
    {
      arn: functionOf('hear').arn,
      document: policy(
        statement(['lambda:InvokeFunction'], [functionOf('hear').arn], {
          Principal: { Service: 'events.amazonaws.com' },
        }),
      ),
    },
  ],
  ...changes,
})
