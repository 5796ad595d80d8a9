import type { Assembly, LocalFunction } from '../../local/model.ts'

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

/** An assembly written by hand with one of each thing that the AWS front serves. */
export const smallAssembly = (changes: Partial<Assembly> = {}): Assembly => ({
  functions: [functionOf('work'), functionOf('hear')],
  httpApi: { id: 'http', routes: [] },
  socketApi: { id: 'socket', stage: 'live', routes: [] },
  machines: [],
  buses: [{ name: 'SmallBus', arn: arnOf('events', 'event-bus/SmallBus') }],
  rules: [],
  schedules: [],
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
  distribution: { behaviours: [], defaultRootObject: 'index.html', errorResponses: [] },
  deployments: [],
  triggers: [],
  ...changes,
})
