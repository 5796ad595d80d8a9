import { type Resources, socketStage } from '../resources.ts'
import { type Grant, onItems, type Permission } from './grant.ts'

/** Partitions of the table: sockets and message numbers by workspace; sockets and ends by session or key; tickets. */
const [workspaces, credentials, tickets] = ['wsp_*', 'credential#*', 'ticket#*'] as const

const environmentOf = ({ realtimeTable, socketApi }: Resources) => ({
  REALTIME_TABLE: realtimeTable.tableName,
  REALTIME_URL: `${socketApi.apiEndpoint}/${socketStage}`,
})

const onConnections = (resource: string): Permission => ({
  actions: ['execute-api:ManageConnections'],
  resource,
  wildcard: 'One connection per open page; their ids are given by API Gateway.',
})

export const pushNews = (resources: Resources): Grant => ({
  environment: environmentOf(resources),
  allow: [
    onItems(
      resources.realtimeTable,
      [workspaces],
      'dynamodb:Query',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
    ),
    onConnections(resources.socketConnectionsArn),
  ],
})

export const writeTickets = (resources: Resources): Grant => ({
  environment: environmentOf(resources),
  allow: [onItems(resources.realtimeTable, [tickets], 'dynamodb:PutItem')],
})

export const openSockets = (resources: Resources): Grant => ({
  environment: environmentOf(resources),
  allow: [
    onItems(resources.realtimeTable, [tickets, workspaces, credentials], 'dynamodb:DeleteItem'),
    onItems(resources.realtimeTable, [workspaces, credentials], 'dynamodb:PutItem'),
    onItems(resources.realtimeTable, [credentials], 'dynamodb:Query'),
  ],
})

export const forgetSockets = (resources: Resources): Grant => ({
  environment: environmentOf(resources),
  allow: [
    onItems(resources.realtimeTable, [workspaces, credentials], 'dynamodb:DeleteItem'),
    { actions: ['dynamodb:Query'], resource: `${resources.realtimeTable.tableArn}/index/byConnection` },
  ],
})

export const closeSockets = (resources: Resources): Grant => ({
  environment: environmentOf(resources),
  allow: [
    onItems(
      resources.realtimeTable,
      [credentials],
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:DeleteItem',
    ),
    onConnections(resources.socketClosingArn),
  ],
})
