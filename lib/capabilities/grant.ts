import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import type { Conditions } from 'aws-cdk-lib/aws-iam'
import type { Resources } from '../resources.ts'

/** One statement of a policy. A resource with a `*` in it needs the reason why it cannot be narrower. */
export type Permission = { actions: string[]; resource: string; conditions?: Conditions; wildcard?: string }

/** What a capability gives: its permissions, and the variables that say where to use them. */
export type Grant = { environment: Record<string, string>; allow: Permission[]; inVpc?: true }

/** Something that a function may do. `service` is that of the function: some grants reach its service's own things only. */
export type Capability = (resources: Resources, service: string) => Grant

/** The variables of all grants. Throws where two differ about one, as two logins to the database would. */
export const environmentOf = (grants: Grant[]): Record<string, string> => {
  const environment: Record<string, string> = {}
  for (const [name, value] of grants.flatMap((grant) => Object.entries(grant.environment))) {
    if ((environment[name] ?? value) !== value) {
      throw new Error(`two capabilities of one function set ${name} to different values`)
    }
    environment[name] = value
  }
  return environment
}

/**
 * Holds for a request whose values of each key are all like one of its patterns. ForAllValues alone also holds for
 * a request without the key.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export const allLike = (patterns: Record<string, string[]>) => ({
  'ForAllValues:StringLike': patterns,
  Null: Object.fromEntries(Object.keys(patterns).map((key) => [key, 'false'])),
})

/** Items whose partition key is like one of `partitions`. */
export const onItems = (
  { tableArn }: ITable,
  partitions: string[],
  ...actions: `dynamodb:${string}`[]
): Permission => ({
  actions,
  resource: tableArn,
  conditions: allLike({ 'dynamodb:LeadingKeys': partitions }),
})
