import type { Resources } from '../resources.ts'
import { type Grant, onItems } from './grant.ts'

const environmentOf = ({ limitsTable }: Resources) => ({ LIMITS_TABLE: limitsTable.tableName })

const countIn = (resources: Resources, buckets: string[]): Grant => ({
  environment: environmentOf(resources),
  allow: [onItems(resources.limitsTable, buckets, 'dynamodb:GetItem', 'dynamodb:UpdateItem')],
})

/** For an API that is public throughout: it has no callers to count. */
export const limitAddresses = (resources: Resources): Grant => countIn(resources, ['bucket#address/*'])

export const limitRequests = (resources: Resources): Grant =>
  countIn(resources, ['bucket#address/*', 'bucket#caller/*'])

/** Whoever could change these could have as many mails sent as they like. */
export const limitMails = (resources: Resources): Grant =>
  countIn(resources, ['bucket#mail/*', 'bucket#invitations/*'])

/** Whoever could change these could guess passwords without end. */
export const throttleLogins = (resources: Resources): Grant => ({
  environment: environmentOf(resources),
  allow: [
    onItems(
      resources.limitsTable,
      ['failures#*'],
      'dynamodb:GetItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
    ),
  ],
})
