import type { Resources } from '../resources.ts'
import { type Capability, type Grant, onItems } from './grant.ts'

export const limitsEnvironment = ({ limitsTable }: Resources) => ({ LIMITS_TABLE: limitsTable.tableName })

export const countIn = (resources: Resources, buckets: string[]): Grant => ({
  environment: limitsEnvironment(resources),
  allow: [onItems(resources.limitsTable, buckets, 'dynamodb:GetItem', 'dynamodb:UpdateItem')],
})

/** For an API that is public throughout: it has no callers to count. */
export const limitAddresses: Capability = (resources) => countIn(resources, ['bucket#address/*'])

export const limitRequests: Capability = (resources) =>
  countIn(resources, ['bucket#address/*', 'bucket#caller/*'])
