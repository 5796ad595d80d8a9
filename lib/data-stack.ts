import { Duration, Stack } from 'aws-cdk-lib'
import { IpAddressType, WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { InvocationType, Trigger } from 'aws-cdk-lib/triggers'
import { Construct } from 'constructs'
import { makeAssetsBucket } from './constructs/assets-bucket.ts'
import { Database } from './constructs/database.ts'
import { makeSealingKeys, makeSigningKeys, readPublicHalves } from './constructs/keys.ts'
import { Network } from './constructs/network.ts'
import { makeEdgeMarks, makeGoogleSecret } from './constructs/secrets.ts'
import { ServiceFunction } from './constructs/service-function.ts'
import { makeLimitsTable, makeRealtimeTable, makeUnderWayTable } from './constructs/tables.ts'
import { makeAlarmsTopic, watch, watchService } from './monitoring.ts'
import { serviceOf } from './names.ts'
import { type Resources, socketStage } from './resources.ts'
import { databaseRoles, functions } from './services/index.ts'
import { type Stage, stackOf } from './stage.ts'
import { traceFew } from './tracing.ts'

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
    super(scope, id, stackOf(stage))
    const network = new Network(this, 'Network', stage)
    traceFew(this, stage)
    const assetsBucket = makeAssetsBucket(this, stage)
    const [signingKeys, sealingKeys] = [makeSigningKeys(this, stage), makeSealingKeys(this, stage)]
    const socketApi = new WebSocketApi(this, 'SocketApi', {
      apiName: `dhol-${stage.name}-sockets`,
      ipAddressType: IpAddressType.DUAL_STACK, // steps push through it over IPv6
    })

    const resources: Resources = {
      stage,
      vpc: network.vpc,
      databaseClients: network.databaseClients,
      database: new Database(this, 'Database', stage, { network, roles: databaseRoles }),
      signingKeys,
      sealingKeys,
      googleSecret: makeGoogleSecret(this, stage),
      edgeMarks: makeEdgeMarks(this, stage),
      assetsBucket,
      assetObjectsArn: `${this.exportValue(assetsBucket.bucketArn)}/assets/*`,
      realtimeTable: makeRealtimeTable(this),
      limitsTable: makeLimitsTable(this),
      underWayTable: makeUnderWayTable(this),
      socketApi,
      socketConnectionsArn: this.connectionsArn(socketApi, 'POST'),
      socketClosingArn: this.connectionsArn(socketApi, 'DELETE'),
      bus: new EventBus(this, 'DholBus', { eventBusName: `dhol-${stage.name}` }),
      alarms: makeAlarmsTopic(this, stage),
    }
    const reader = new ServiceFunction(this, 'system/on-deploy/read-public-key', resources)
    const publicHalves = readPublicHalves(reader, [...signingKeys, ...sealingKeys])
    this.resources = { ...resources, publicHalves }
    this.migrateOnDeploy(network)
    this.watchDatabase()
    if (stage.watched === 'by service') this.watchServices()
  }

  private connectionsArn(socketApi: WebSocketApi, method: 'POST' | 'DELETE'): string {
    return this.formatArn({
      service: 'execute-api',
      resource: String(this.exportValue(socketApi.apiId)),
      resourceName: `${socketStage}/${method}/@connections/*`,
    })
  }

  /** On each deployment that changes the function or a migration, before any function that comes after. */
  private migrateOnDeploy(network: Network) {
    const migrate = new ServiceFunction(this, 'system/on-deploy/migrate', this.resources)
    new Trigger(this, 'Migrate', {
      handler: migrate.handler,
      timeout: Duration.minutes(14),
      invocationType: InvocationType.REQUEST_RESPONSE,
      // The database lets its clients in, and their group lets them out.
      executeAfter: [this.resources.database, network.databaseClients],
    })
  }

  /** Each rings from what its most patient function may throw. */
  private watchServices() {
    for (const [service, own] of Map.groupBy(Object.entries(functions), ([path]) => serviceOf(path))) {
      const from = Math.max(...own.map(([, { alarmFrom = 1 }]) => alarmFrom))
      watchService(this, this.resources, service, from)
    }
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
