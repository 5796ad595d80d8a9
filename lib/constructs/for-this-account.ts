import { Stack } from 'aws-cdk-lib'
import { type IPrincipal, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'

/**
 * A service of AWS that takes a role for what stands in this account: nobody else's schedule or machine may name it.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export const forThisAccount = (scope: Construct, service: string): IPrincipal =>
  new ServicePrincipal(service, {
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
  })
