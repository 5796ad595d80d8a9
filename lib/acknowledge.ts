import { Stack, Validations } from 'aws-cdk-lib'
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js'
import type { Construct } from 'constructs'

/**
 * Excuses one resource with a `*` in a policy. cdk-nag wants each named as it stands in the template; a reference to
 * another stack must therefore be that stack's `exportValue` already.
 */
export const acknowledgeWildcard = (scope: Construct, resource: string, reason: string) => {
  const written = flattenCfnReference(Stack.of(scope).resolve(resource))
  Validations.of(scope).acknowledge({ id: `AwsSolutions-IAM5[Resource::${written}]`, reason })
}
