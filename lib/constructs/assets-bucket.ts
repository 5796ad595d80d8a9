import { Stack, Validations } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import type { Stage } from '../stage.ts'
import { makeBucket } from './bucket.ts'

/** Pictures; CloudFront shows them below `/assets`. */
export const makeAssetsBucket = (scope: Construct, stage: Stage): Bucket => {
  const bucket = makeBucket(scope, 'AssetsBucket', stage, { isVersioned: stage.keepsData })
  // The distribution is in a stack that comes later, so its own ARN would point backwards.
  const anyDistribution = Stack.of(scope).formatArn({
    service: 'cloudfront',
    region: '',
    resource: 'distribution',
    resourceName: '*',
  })
  bucket.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
      actions: ['s3:GetObject'],
      resources: [bucket.arnForObjects('assets/*')],
      conditions: { ArnLike: { 'aws:SourceArn': anyDistribution } },
    }),
  )
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'Users read it through CloudFront, which keeps an access log; functions read it under their traces.',
  })
  return bucket
}
