import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import type { Stage } from '../stage.ts'

/** Days in which a file that was written over or deleted can be had back. */
const regretDays = 30

/** What its owner says beside what all buckets have. */
type Own = Pick<BucketProps, 'objectOwnership'> & { keptDays?: number; isVersioned?: boolean }

/** A private bucket. Where the stage keeps its data it outlives its stack; elsewhere it is emptied and goes with it. */
export const makeBucket = (
  scope: Construct,
  id: string,
  { keepsData }: Stage,
  { keptDays, isVersioned = false, ...own }: Own = {},
): Bucket =>
  new Bucket(scope, id, {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    versioned: isVersioned,
    removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    autoDeleteObjects: !keepsData,
    lifecycleRules: [
      {
        // Parts of an upload that was given up are paid for, and nobody sees them.
        abortIncompleteMultipartUploadAfter: Duration.days(1),
        ...(keptDays && { expiration: Duration.days(keptDays) }),
        ...(isVersioned && {
          noncurrentVersionExpiration: Duration.days(regretDays),
          expiredObjectDeleteMarker: true,
        }),
      },
    ],
    ...own,
  })
