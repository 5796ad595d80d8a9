import { type Resources, socketStage } from '../resources.ts'
import { type Capability, onItems, type Permission } from './grant.ts'

/** Of the table: sockets and message numbers by workspace; sockets and ends by session or key; tickets. */
export const partitions = { workspaces: 'wsp_*', credentials: 'credential#*', tickets: 'ticket#*' }

export const socketsEnvironment = ({ realtimeTable, socketApi }: Resources) => ({
  REALTIME_TABLE: realtimeTable.tableName,
  REALTIME_URL: `${socketApi.apiEndpoint}/${socketStage}`,
})

export const onConnections = (resource: string): Permission => ({
  actions: ['execute-api:ManageConnections'],
  resource,
  wildcard: 'One connection per open page; their ids are given by API Gateway.',
})

export const pushNews: Capability = (resources) => ({
  environment: socketsEnvironment(resources),
  allow: [
    onItems(
      resources.realtimeTable,
      [partitions.workspaces],
      'dynamodb:Query',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
    ),
    onConnections(resources.socketConnectionsArn),
  ],
})
