import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import { WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms'
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { InvocationType, Trigger } from 'aws-cdk-lib/triggers'
import { Construct } from 'constructs'
import { socketStage } from './capabilities.ts'
import { Database } from './constructs/database.ts'
import { Mail } from './constructs/mail.ts'
import { Network } from './constructs/network.ts'
import { ServiceFunction } from './constructs/service-function.ts'
import { watch } from './monitoring.ts'
import { pascalCase } from './names.ts'
import type { Resources } from './resources.ts'
import { keyNames, region, type Stage } from './stage.ts'

/**
 * What holds state, and what several stacks point at.
 *
 * The order is data → work → api → web, each seeing only those before it. The socket API itself stands here, since
 * steps (work) push through it and its `$connect` route (api) comes after them; the machine stands in work, before
 * the API that starts it. So nothing points backwards.
 */
export class DataStack extends Stack {
  readonly resources: Resources

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, { env: { region } })
    const removalPolicy = stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY

    const network = new Network(this, 'Network', stage)
    const assetsBucket = this.makeAssetsBucket(removalPolicy)
    const socketApi = new WebSocketApi(this, 'SocketApi', { apiName: `dhol-${stage.name}-sockets` })

    this.resources = {
      stage,
      vpc: network.vpc,
      databaseClients: network.databaseClients,
      database: new Database(this, 'Database', stage, network),
      signingKeys: keyNames.signing.map((name) =>
        this.makeKey(name, stage, 'Signs access tokens (RS256)', KeyUsage.SIGN_VERIFY),
      ),
      sealingKeys: keyNames.sealing.map((name) =>
        this.makeKey(name, stage, 'Opens what is sealed in the database', KeyUsage.ENCRYPT_DECRYPT),
      ),
      googleSecret: this.makeGoogleSecret(stage),
      edgeSecret: this.makeEdgeSecret(stage),
      assetsBucket,
      assetObjectsArn: `${this.exportValue(assetsBucket.bucketArn)}/assets/*`,
      realtimeTable: this.makeRealtimeTable(),
      limitsTable: this.makeLimitsTable(),
      mail: new Mail(this, 'Mail'),
      socketApi,
      socketConnectionsArn: this.connectionsArn(socketApi, 'POST'),
      socketClosingArn: this.connectionsArn(socketApi, 'DELETE'),
      bus: new EventBus(this, 'DholBus', { eventBusName: `dhol-${stage.name}` }),
      alarms: this.makeAlarms(stage),
    }
    this.migrateOnDeploy()
    this.watchDatabase()
  }

  /** Pictures; CloudFront shows them below `/assets`. */
  private makeAssetsBucket(removalPolicy: RemovalPolicy): Bucket {
    const bucket = new Bucket(this, 'AssetsBucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy,
    })
    // The distribution is in a stack that comes later, so its own ARN would point backwards.
    bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
        actions: ['s3:GetObject'],
        resources: [bucket.arnForObjects('assets/*')],
        conditions: {
          ArnLike: {
            'aws:SourceArn': this.formatArn({
              service: 'cloudfront',
              region: '',
              resource: 'distribution',
              resourceName: '*',
            }),
          },
        },
      }),
    )
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Users read it through CloudFront, which keeps an access log; functions read it under their traces.',
    })
    return bucket
  }

  /** Connections, tickets and message numbers of realtime; rows end by themselves. */
  private makeRealtimeTable(): Table {
    const table = new Table(this, 'RealtimeTable', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    table.addGlobalSecondaryIndex({
      indexName: 'byConnection',
      partitionKey: { name: 'connectionId', type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    })
    Validations.of(table).acknowledge({
      id: 'AwsSolutions-DDB3',
      reason: 'All of it is worthless after some hours; a page that misses a row connects again.',
    })
    return table
  }

  /** Counts of requests and of failed log-ins; rows end by themselves. */
  private makeLimitsTable(): Table {
    const table = new Table(this, 'LimitsTable', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    Validations.of(table).acknowledge({
      id: 'AwsSolutions-DDB3',
      reason: 'All of it is worthless after some hours; whoever is not counted starts from nought.',
    })
    return table
  }

  /** Of RSA, since the public half is to be used without asking KMS each time; KMS rotates none of these by itself. */
  private makeKey(name: string, stage: Stage, description: string, keyUsage: KeyUsage): Key {
    return new Key(this, `${pascalCase(name)}Key`, {
      description,
      alias: `dhol-${stage.name}-${name}`,
      keySpec: KeySpec.RSA_2048,
      keyUsage,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
  }

  private connectionsArn(socketApi: WebSocketApi, method: 'POST' | 'DELETE'): string {
    return this.formatArn({
      service: 'execute-api',
      resource: String(this.exportValue(socketApi.apiId)),
      resourceName: `${socketStage}/${method}/@connections/*`,
    })
  }

  /** A placeholder until somebody puts the real key in; both shapes are told in functions/providers/google. */
  private makeGoogleSecret(stage: Stage): Secret {
    const secret = new Secret(this, 'GoogleSecret', {
      secretName: `dhol/${stage.name}/google`,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ mode: 'developer' }),
        generateStringKey: 'apiKey',
        passwordLength: 39, // as long as a key of Google
        excludePunctuation: true,
      },
    })
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'The key is made in the console of Google, which has no call to rotate it.',
    })
    return secret
  }

  /**
   * Stands in the configuration of CloudFront and of the API's functions, and is no more than a mark: who has it still
   * needs a token. Without it an address in X-Forwarded-For is anybody's word, and the firewall is walked around.
   */
  private makeEdgeSecret(stage: Stage): string {
    const secret = new Secret(this, 'EdgeSecret', {
      secretName: `dhol/${stage.name}/edge`,
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'mark',
        passwordLength: 40,
        excludePunctuation: true,
      },
    })
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'CloudFront and the functions learn it from a deployment, so only a deployment can change it.',
    })
    return secret.secretValueFromJson('mark').unsafeUnwrap()
  }

  /** Whoever is on duty subscribes to it, by mail or telephone. */
  private makeAlarms(stage: Stage): Topic {
    const topic = new Topic(this, 'Alarms', { topicName: `dhol-${stage.name}-alarms`, enforceSSL: true })
    // A topic with a policy of its own loses the one by which CloudWatch could reach it.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    )
    return topic
  }

  /** On each deployment that changes the function or a migration, before any function that comes after. */
  private migrateOnDeploy() {
    const migrate = new ServiceFunction(this, 'system/on-deploy/migrate', this.resources)
    new Trigger(this, 'Migrate', {
      handler: migrate.handler,
      timeout: Duration.minutes(14),
      invocationType: InvocationType.REQUEST_RESPONSE,
      executeAfter: [this.resources.database],
    })
  }

  private watchDatabase() {
    watch(new Construct(this, 'DatabaseFull'), this.resources, {
      name: 'database full',
      usersLose: 'Every page grows slow: the database has no capacity left to grow into.',
      metric: this.resources.database.cluster.metricACUUtilization({
        period: Duration.minutes(5),
        statistic: 'Average',
      }),
      from: 90,
      periods: 3,
    })
  }
}
