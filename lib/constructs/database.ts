import { Duration, RemovalPolicy, Tokenization, Validations } from 'aws-cdk-lib'
import { Port, SubnetType } from 'aws-cdk-lib/aws-ec2'
import { Key } from 'aws-cdk-lib/aws-kms'
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
import { secretRemoval } from './secrets.ts'

const databaseName = 'dhol'
/** Where the database sleeps, a connection that was silent for so long is ended. */
const idleMinutes = 5
/** The role that owns the schema. */
const owner = 'dhol'

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
    // AWS would move an instance past the version that is written here, and the next deployment would fail to go back.
    const instance = { publiclyAccessible: false, autoMinorVersionUpgrade: false }
    const reader = (number: number) =>
      ClusterInstance.serverlessV2(`Reader${number}`, { ...instance, scaleWithWriter: true })

    this.cluster = new DatabaseCluster(this, 'Cluster', {
      clusterIdentifier,
      engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_18_4 }),
      credentials: Credentials.fromSecret(this.makeLogin('ClusterSecret', owner, 'database', stage), owner),
      defaultDatabaseName: databaseName,
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      serverlessV2MinCapacity: minAcu,
      serverlessV2MaxCapacity: maxAcu,
      ...(sleepsAfterMinutes && {
        serverlessV2AutoPauseDuration: Duration.minutes(sleepsAfterMinutes),
        // A function that waits for its next event keeps its connection, and one connection keeps the database awake.
        parameters: { idle_session_timeout: String(Duration.minutes(idleMinutes).toMilliseconds()) },
      }),
      writer: ClusterInstance.serverlessV2('Writer', instance),
      readers: Array.from({ length: readers }, (_, index) => reader(index + 1)),
      storageEncrypted: true,
      ...(stage.keepsData && { storageEncryptionKey: this.makeStorageKey(stage) }),
      cloudwatchLogsExports: ['postgresql'],
      backup: { retention: Duration.days(backupDays) },
      copyTagsToSnapshot: true,
      deletionProtection: stage.keepsData,
      removalPolicy: stage.keepsData ? RemovalPolicy.SNAPSHOT : RemovalPolicy.DESTROY,
    })
    // Else the first log line makes the group itself, without an end to its retention.
    this.cluster.node.addDependency(log)

    const { secret } = this.cluster
    if (!secret) throw new Error('the cluster was to have its secret')
    this.ownerSecret = secret
    this.roleSecrets = Object.fromEntries(roles.map((role) => [role, this.makeRoleLogin(role, stage)]))
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
    )
    if (!stage.keepsData) {
      Validations.of(this.cluster).acknowledge({
        id: 'AwsSolutions-RDS10',
        reason: 'A development stage is thrown away with its data.',
      })
    }
  }

  /** A key of ours can let another account or region open a snapshot; that of AWS never can, and cannot be changed later. */
  private makeStorageKey({ name }: Stage): Key {
    return new Key(this, 'StorageKey', {
      description: 'Encrypts the database and its snapshots',
      alias: `dhol-${name}-database`,
      multiRegion: true,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })
  }

  private makeRoleLogin(role: string, stage: Stage): Secret {
    const username = `dhol_${role.replaceAll('-', '_')}`
    return this.makeLogin(`${pascalCase(role)}Secret`, username, `database-${role}`, stage)
  }

  private makeLogin(id: string, username: string, name: string, stage: Stage): Secret {
    const secret = new Secret(this, id, {
      secretName: `dhol/${stage.name}/${name}`,
      description: `The database's role ${username}`,
      removalPolicy: secretRemoval(stage),
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
