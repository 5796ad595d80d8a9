import { type Capability, onItems } from '../capabilities/grant.ts'
import { onConnections, partitions, socketsEnvironment } from '../capabilities/sockets.ts'

const { workspaces, credentials, tickets } = partitions

export const writeTickets: Capability = (resources) => ({
  environment: socketsEnvironment(resources),
  allow: [onItems(resources.realtimeTable, [tickets], 'dynamodb:PutItem')],
})

export const openSockets: Capability = (resources) => ({
  environment: socketsEnvironment(resources),
  allow: [
    onItems(resources.realtimeTable, [tickets, workspaces, credentials], 'dynamodb:DeleteItem'),
    onItems(resources.realtimeTable, [workspaces, credentials], 'dynamodb:PutItem'),
    onItems(resources.realtimeTable, [workspaces, credentials], 'dynamodb:Query'),
  ],
})

export const forgetSockets: Capability = (resources) => ({
  environment: socketsEnvironment(resources),
  allow: [
    onItems(resources.realtimeTable, [workspaces, credentials], 'dynamodb:DeleteItem'),
    { actions: ['dynamodb:Query'], resource: `${resources.realtimeTable.tableArn}/index/byConnection` },
  ],
})

export const closeSockets: Capability = (resources) => ({
  environment: socketsEnvironment(resources),
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
