import { type Capability, onItems } from './grant.ts'

/** Notes that something of the service begins. */
export const noteStarts: Capability = ({ underWayTable }, service) => ({
  environment: { UNDER_WAY_TABLE: underWayTable.tableName },
  allow: [onItems(underWayTable, [service], 'dynamodb:PutItem')],
})

/** Asks whether anything of the service is under way before it looks into the database, and notes that nothing was. */
export const askUnderWay: Capability = ({ underWayTable }, service) => ({
  environment: { UNDER_WAY_TABLE: underWayTable.tableName },
  allow: [onItems(underWayTable, [service], 'dynamodb:GetItem', 'dynamodb:PutItem')],
})
