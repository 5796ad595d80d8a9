import { createHash } from 'node:crypto'
import { accountId, region } from './intrinsics.ts'
import type { Resource, Stack } from './stacks.ts'

/** What is known only once the local cloud runs. */
export type RunTimeValues = {
  /** Port of the one origin that serves the page, the API and the sockets. */
  port: number
  database: { host: string; port: number }
  /** In place of what a deployment is given here. */
  parameters?: Record<string, string> | undefined
}

export type Described = {
  stack: Stack
  logicalId: string
  resource: Resource
  values: RunTimeValues
  /** A property, resolved; `undefined` where the template does not state it. */
  property: (name: string) => unknown
}

type Value = (described: Described) => unknown
type Reference = { ref: Value; attributes?: Record<string, Value> }

export const digest = (text: string, characters: number) =>
  createHash('sha256').update(text).digest('hex').slice(0, characters)

/** CloudFormation names what the template does not by stack and logical id; ours are the same in each run. */
const physicalName =
  (property: string, longest: number) =>
  ({ stack, logicalId, property: read }: Described) => {
    const stated = read(property)
    if (typeof stated === 'string') return stated
    const made = `${stack.name}-${logicalId}`
    return made.length <= longest ? made : `${made.slice(0, longest - 9)}-${digest(made, 8)}`
  }

export const nameOf = {
  function: physicalName('FunctionName', 64),
  role: physicalName('RoleName', 64),
  table: physicalName('TableName', 255),
  bucket: (described: Described) => physicalName('BucketName', 63)(described).toLowerCase(),
  queue: physicalName('QueueName', 80),
  secret: physicalName('Name', 255),
  machine: physicalName('StateMachineName', 80),
  bus: physicalName('Name', 255),
  rule: physicalName('Name', 64),
  schedule: physicalName('Name', 64),
  logGroup: physicalName('LogGroupName', 255),
  cluster: physicalName('DBClusterIdentifier', 63),
}

const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${accountId}:${rest}`

export const keyIdOf = ({ stack, logicalId }: Described) => {
  const hex = digest(`${stack.name}/${logicalId}`, 32)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export const arnOf = {
  function: (it: Described) => arn('lambda', `function:${nameOf.function(it)}`),
  role: (it: Described) => `arn:aws:iam::${accountId}:role/${nameOf.role(it)}`,
  table: (it: Described) => arn('dynamodb', `table/${nameOf.table(it)}`),
  bucket: (it: Described) => `arn:aws:s3:::${nameOf.bucket(it)}`,
  queue: (it: Described) => arn('sqs', nameOf.queue(it)),
  key: (it: Described) => arn('kms', `key/${keyIdOf(it)}`),
  /** AWS ends a secret's ARN in six characters of its own. */
  secret: (it: Described) =>
    arn('secretsmanager', `secret:${nameOf.secret(it)}-${digest(nameOf.secret(it), 6)}`),
  machine: (it: Described) => arn('states', `stateMachine:${nameOf.machine(it)}`),
  bus: (it: Described) => arn('events', `event-bus/${nameOf.bus(it)}`),
  rule: (it: Described) => {
    const bus = it.property('EventBusName')
    return arn('events', `rule/${typeof bus === 'string' ? `${bus}/` : ''}${nameOf.rule(it)}`)
  },
  logGroup: (it: Described) => arn('logs', `log-group:${nameOf.logGroup(it)}:*`),
  cluster: (it: Described) => arn('rds', `cluster:${nameOf.cluster(it)}`),
}

export const queueUrlOf = (it: Described) =>
  `https://sqs.${region}.amazonaws.com/${accountId}/${nameOf.queue(it)}`

/** The sockets live on the one origin; an HTTP API is reached through it and not by its own address. */
const apiEndpoint = (it: Described) =>
  it.property('ProtocolType') === 'WEBSOCKET'
    ? `ws://localhost:${it.values.port}/_sockets/${it.logicalId}`
    : `https://${apiDomainOf(it)}`

export const apiDomainOf = (it: Described) =>
  `${it.logicalId.toLowerCase()}.execute-api.${region}.amazonaws.com`

export const bucketDomainOf = (it: Described) => `${nameOf.bucket(it)}.s3.${region}.amazonaws.com`

export const customResourceName = ({ stack, logicalId }: Described) => `${stack.name}.${logicalId}`

/** Stands for an attribute until a function has made the resource: `dynamic-references.ts` puts its value there. */
const madeLater = (attribute: string) => (it: Described) => `{{made:${customResourceName(it)}.${attribute}}}`

const logicalId = (it: Described) => it.logicalId
const table: Reference = { ref: nameOf.table, attributes: { Arn: arnOf.table } }

/** What `Ref` and `Fn::GetAtt` give, by resource type. */
export const references: Record<string, Reference> = {
  'AWS::ApiGatewayV2::Api': {
    ref: logicalId,
    attributes: { ApiEndpoint: apiEndpoint, ApiId: logicalId },
  },
  'AWS::ApiGatewayV2::Integration': { ref: logicalId },
  'AWS::ApiGatewayV2::Route': { ref: logicalId },
  'AWS::ApiGatewayV2::Stage': { ref: (it) => it.property('StageName') },
  'AWS::CloudFront::Distribution': {
    ref: logicalId,
    attributes: { DomainName: (it) => `localhost:${it.values.port}`, Id: logicalId },
  },
  'AWS::CloudFront::Function': { ref: logicalId, attributes: { FunctionARN: logicalId } },
  'AWS::CloudFront::OriginAccessControl': { ref: logicalId, attributes: { Id: logicalId } },
  'AWS::CloudFront::ResponseHeadersPolicy': { ref: logicalId },
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::DynamoDB::Table': table,
  'AWS::Events::EventBus': { ref: nameOf.bus, attributes: { Arn: arnOf.bus, Name: nameOf.bus } },
  'AWS::Events::Rule': { ref: nameOf.rule, attributes: { Arn: arnOf.rule } },
  'AWS::IAM::Role': { ref: nameOf.role, attributes: { Arn: arnOf.role } },
  'AWS::KMS::Alias': { ref: (it) => it.property('AliasName') },
  'AWS::KMS::Key': { ref: keyIdOf, attributes: { Arn: arnOf.key, KeyId: keyIdOf } },
  'AWS::Lambda::Function': { ref: nameOf.function, attributes: { Arn: arnOf.function } },
  'AWS::Lambda::Version': {
    ref: (it) => arn('lambda', `function:${String(it.property('FunctionName'))}:1`),
    attributes: { Version: () => '1' },
  },
  'AWS::Logs::LogGroup': { ref: nameOf.logGroup, attributes: { Arn: arnOf.logGroup } },
  'AWS::RDS::DBCluster': {
    ref: nameOf.cluster,
    attributes: {
      'Endpoint.Address': (it) => it.values.database.host,
      'Endpoint.Port': (it) => String(it.values.database.port),
      'ReadEndpoint.Address': (it) => it.values.database.host,
      DBClusterArn: arnOf.cluster,
    },
  },
  'AWS::S3::Bucket': {
    ref: nameOf.bucket,
    attributes: { Arn: arnOf.bucket, DomainName: bucketDomainOf, RegionalDomainName: bucketDomainOf },
  },
  'AWS::SES::EmailIdentity': { ref: (it) => it.property('EmailIdentity') },
  'AWS::SQS::Queue': {
    ref: queueUrlOf,
    attributes: { Arn: arnOf.queue, QueueName: nameOf.queue, QueueUrl: queueUrlOf },
  },
  'AWS::Scheduler::Schedule': { ref: nameOf.schedule },
  'AWS::SecretsManager::Secret': { ref: arnOf.secret, attributes: { Id: arnOf.secret } },
  /** An attachment is known by its secret. */
  'AWS::SecretsManager::SecretTargetAttachment': { ref: (it) => it.property('SecretId') },
  'AWS::StepFunctions::StateMachine': {
    ref: arnOf.machine,
    attributes: { Arn: arnOf.machine, Name: nameOf.machine },
  },
  'Custom::PublicKey': { ref: logicalId, attributes: { PublicKey: madeLater('PublicKey') } },
}
