import { Duration, RemovalPolicy, Tokenization, Validations } from 'aws-cdk-lib'
import { Port, SubnetType } from 'aws-cdk-lib/aws-ec2'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  Credentials,
  DatabaseCluster,
  DatabaseClusterEngine,
} from 'aws-cdk-lib/aws-rds'
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import { pascalCase } from '../names.ts'
import type { Stage } from '../stage.ts'
import { databasePort, type Network } from './network.ts'

const databaseName = 'dhol'

const rotatedByHand =
  'Rotated by hand (docs/runbook.md): a rotation under running jobs breaks their connections.'

type DatabaseProps = {
  network: Network
  /** Whom functions log in as, each with a secret of its own: `creative`, `creative-sweep`. */
  roles: string[]
}

/** Aurora PostgreSQL, Serverless v2: one writer, and the readers and the proxy that the stage has. */
export class Database extends Construct {
  readonly cluster: DatabaseCluster
  /** `ownHost` is the cluster's own where a proxy stands before it. */
  readonly connection: { host: string; ownHost: string; port: string; name: string }
  /** Of the role that owns the schema. */
  readonly ownerSecret: ISecret
  /** Of the roles that functions log in as. The migrations make them and set their passwords. */
  readonly roleSecrets: Record<string, ISecret>

  constructor(scope: Construct, id: string, stage: Stage, { network, roles }: DatabaseProps) {
    super(scope, id)
    const { vpc, databaseClients } = network
    const { minAcu, maxAcu, sleepsAfterMinutes, readers, proxy, backupDays } = stage.database
    const clusterIdentifier = `dhol-${stage.name}`
    const log = new LogGroup(this, 'Log', {
      logGroupName: `/aws/rds/cluster/${clusterIdentifier}/postgresql`,
      retention: stage.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const reader = (number: number) =>
      ClusterInstance.serverlessV2(`Reader${number}`, { scaleWithWriter: true, publiclyAccessible: false })

    this.cluster = new DatabaseCluster(this, 'Cluster', {
      clusterIdentifier,
      engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_18_4 }),
      credentials: Credentials.fromGeneratedSecret('dhol', { secretName: `dhol/${stage.name}/database` }),
      defaultDatabaseName: databaseName,
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      serverlessV2MinCapacity: minAcu,
      serverlessV2MaxCapacity: maxAcu,
      ...(sleepsAfterMinutes && { serverlessV2AutoPauseDuration: Duration.minutes(sleepsAfterMinutes) }),
      writer: ClusterInstance.serverlessV2('Writer', { publiclyAccessible: false }),
      readers: Array.from({ length: readers }, (_, index) => reader(index + 1)),
      storageEncrypted: true,
      cloudwatchLogsExports: ['postgresql'],
      backup: { retention: Duration.days(backupDays) },
      copyTagsToSnapshot: true,
      deletionProtection: stage.keepsData,
      removalPolicy: stage.keepsData ? RemovalPolicy.SNAPSHOT : RemovalPolicy.DESTROY,
    })
    // Else the first log line makes the group itself, without an end to its retention.
    this.cluster.node.addDependency(log)

    const { secret } = this.cluster
    if (!secret) throw new Error('the cluster was to make its own secret')
    this.ownerSecret = secret
    this.roleSecrets = Object.fromEntries(roles.map((role) => [role, this.makeRoleSecret(role, stage)]))
    const entrance = proxy
      ? this.cluster.addProxy('Proxy', {
          dbProxyName: clusterIdentifier,
          secrets: Object.values(this.roleSecrets),
          vpc,
          vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
          requireTLS: true,
        })
      : this.cluster
    for (const { connections } of new Set([entrance, this.cluster])) {
      connections.allowFrom(databaseClients, Port.tcp(databasePort), 'Functions')
    }
    this.connection = {
      host: 'endpoint' in entrance ? entrance.endpoint : this.cluster.clusterEndpoint.hostname,
      ownHost: this.cluster.clusterEndpoint.hostname,
      port: Tokenization.stringifyNumber(this.cluster.clusterEndpoint.port),
      name: databaseName,
    }

    Validations.of(this.cluster).acknowledge(
      { id: 'AwsSolutions-RDS6', reason: 'Functions log in with the secret that only their roles may read.' },
      {
        id: 'AwsSolutions-RDS11',
        reason: 'In isolated subnets behind one group, another port hides nothing.',
      },
      {
        id: 'AwsSolutions-SMG4',
        reason: rotatedByHand,
      },
    )
    if (!stage.keepsData) {
      Validations.of(this.cluster).acknowledge({
        id: 'AwsSolutions-RDS10',
        reason: 'A development stage is thrown away with its data.',
      })
    }
  }

  private makeRoleSecret(role: string, stage: Stage): Secret {
    const username = `dhol_${role.replaceAll('-', '_')}`
    const secret = new Secret(this, `${pascalCase(role)}Secret`, {
      secretName: `dhol/${stage.name}/database-${role}`,
      description: `The database's role ${username}`,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ username }),
        generateStringKey: 'password',
        passwordLength: 40,
        excludePunctuation: true,
      },
    })
    Validations.of(secret).acknowledge({ id: 'AwsSolutions-SMG4', reason: rotatedByHand })
    return secret
  }
}
