import { RemovalPolicy, Validations } from 'aws-cdk-lib'
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  Table,
  TableEncryption,
  type TableProps,
} from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'

const keptForHours = {
  partitionKey: { name: 'pk', type: AttributeType.STRING },
  timeToLiveAttribute: 'expiresAt',
  billingMode: BillingMode.PAY_PER_REQUEST,
  encryption: TableEncryption.AWS_MANAGED,
  removalPolicy: RemovalPolicy.DESTROY,
} satisfies TableProps

/** Connections, tickets and message numbers of realtime; rows end by themselves. */
export const makeRealtimeTable = (scope: Construct): Table => {
  const table = new Table(scope, 'RealtimeTable', {
    ...keptForHours,
    sortKey: { name: 'sk', type: AttributeType.STRING },
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

/** Which services have nothing under way, so that their sweeps need not wake the database. */
export const makeUnderWayTable = (scope: Construct): Table => {
  const table = new Table(scope, 'UnderWayTable', keptForHours)
  Validations.of(table).acknowledge({
    id: 'AwsSolutions-DDB3',
    reason: 'A row that is lost costs one look into the database.',
  })
  return table
}

/** Counts of requests and of failed log-ins; rows end by themselves. */
export const makeLimitsTable = (scope: Construct): Table => {
  const table = new Table(scope, 'LimitsTable', keptForHours)
  Validations.of(table).acknowledge({
    id: 'AwsSolutions-DDB3',
    reason: 'All of it is worthless after some hours; whoever is not counted starts from nought.',
  })
  return table
}
