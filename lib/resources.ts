import type { IWebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2'
import type { IEventBus } from 'aws-cdk-lib/aws-events'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { IBucket } from 'aws-cdk-lib/aws-s3'
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import type { Database } from './constructs/database.ts'
import type { Mail } from './constructs/mail.ts'
import type { Stage } from './stage.ts'

/** The socket API's only stage. */
export const socketStage = 'live'

/** What functions are given to work with. */
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
  googleSecret: ISecret
  /** What CloudFront shows to the API, so that the API knows who came by it: a dynamic reference. */
  edgeSecret: string
  assetsBucket: IBucket
  /** Every object of the assets bucket, as a policy names them. */
  assetObjectsArn: string
  realtimeTable: ITable
  /** How much each caller has asked for lately. */
  limitsTable: ITable
  mail: Mail
  socketApi: IWebSocketApi
  /** Every open socket, as a policy names them. */
  socketConnectionsArn: string
  /** The same, for closing them. */
  socketClosingArn: string
  bus: IEventBus
  /** Alarms go here. */
  alarms: ITopic
  /** Made by the work stack for what comes after the steps of its machines; the rest is made by the data stack. */
  work?: {
    /** By the name of the file: `creative/generate-images`. */
    machines: Record<string, MachineReference>
    /** What was tried too often lands here. */
    deadLetters: IQueue
  }
}

export type MachineReference = {
  machine: IStateMachine
  /** Every execution of the machine, as a policy names them. */
  executionsArn: string
}

/** What the work stack makes. Throws for a step of a machine, which is made before that. */
export const workOf = ({ work }: Resources) => {
  if (!work) throw new Error('a step of a machine may neither start machines nor use the dead letters')
  return work
}
