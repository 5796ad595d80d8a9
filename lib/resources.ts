import type { IWebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2'
import type { IEventBus } from 'aws-cdk-lib/aws-events'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { IBucket } from 'aws-cdk-lib/aws-s3'
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Database } from './constructs/database.ts'
import type { Mail } from './constructs/mail.ts'
import type { Stage } from './stage.ts'

/** The socket API's only stage. */
export const socketStage = 'live'

/** What functions are given to work with: all of it stands in the data stack. Machines are known by their names. */
export type Resources = {
  stage: Stage
  vpc: IVpc
  /** Whoever is in this group reaches the database. */
  databaseClients: ISecurityGroup
  database: Database
  /** The newest first: it signs. */
  signingKeys: IKey[]
  /** The newest first: it seals. */
  sealingKeys: IKey[]
  /** Of both kinds of keys, for all functions but the one that reads them. */
  publicHalves?: Map<IKey, string>
  googleSecret: ISecret
  /** What CloudFront shows to the API, so that the API knows who came by it: dynamic references, the newest first. */
  edgeMarks: string[]
  assetsBucket: IBucket
  /** Every object of the assets bucket, as a policy names them. */
  assetObjectsArn: string
  realtimeTable: ITable
  /** How much each caller has asked for lately. */
  limitsTable: ITable
  /** Which services have nothing under way. */
  underWayTable: ITable
  /** Of the work stack alone. */
  mail?: Mail
  socketApi: IWebSocketApi
  /** Every open socket, as a policy names them. */
  socketConnectionsArn: string
  /** The same, for closing them. */
  socketClosingArn: string
  bus: IEventBus
  /** Alarms go here. */
  alarms: ITopic
}

/** Its ARN and its public half, as functions read them. Throws for the function that reads the public halves. */
export const keyText = ({ publicHalves }: Resources, key: IKey): string => {
  const half = publicHalves?.get(key)
  if (half === undefined) throw new Error(`nobody has read the public half of ${key.node.path}`)
  return `${key.keyArn} ${half}`
}
