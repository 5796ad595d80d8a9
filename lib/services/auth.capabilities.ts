import { type Capability, onItems } from '../capabilities/grant.ts'
import { countIn, limitsEnvironment } from '../capabilities/limits.ts'

/** Whoever could change these could have as many mails sent, passwords set and lines of activity made, as they like. */
export const limitAccounts: Capability = (resources) =>
  countIn(resources, ['bucket#mail/*', 'bucket#password/*', 'bucket#guesses/*'])

/** Whoever could change these could guess passwords without end. */
export const throttleLogins: Capability = (resources) => ({
  environment: limitsEnvironment(resources),
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
