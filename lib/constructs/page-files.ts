import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Aws, IgnoreMode, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment'
import { Construct } from 'constructs'
import { acknowledgeWildcard } from '../acknowledge.ts'
import { region, type Stage } from '../stage.ts'

const dist = join(import.meta.dirname, '../../web/dist')

/** Where the build puts files whose names change with their contents: `assetsDir` in web/vite.config.ts. */
const hashedFolder = 'page'

/**
 * Copies the built page into its bucket. Hashed files come first and none is deleted, so that no page, new or still
 * open, names a file that is not there. Throws when the page is not built.
 */
export class PageFiles extends Construct {
  constructor(scope: Construct, id: string, bucket: Bucket, stage: Stage) {
    super(scope, id)
    if (!existsSync(join(dist, 'index.html'))) throw new Error('web/dist is missing: run `npm run build:web`')
    if (existsSync(join(dist, 'assets'))) {
      throw new Error(
        `web/dist/assets would be hidden by the pictures at /assets/*: build into "${hashedFolder}"`,
      )
    }
    const shared = {
      destinationBucket: bucket,
      prune: false,
      logGroup: new LogGroup(this, 'Log', { retention: stage.logDays, removalPolicy: RemovalPolicy.DESTROY }),
    }
    const hashed = new BucketDeployment(this, 'Hashed', {
      ...shared,
      sources: [Source.asset(dist, { exclude: ['/*', `!/${hashedFolder}/`], ignoreMode: IgnoreMode.GIT })],
      cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
    })
    const named = new BucketDeployment(this, 'Named', {
      ...shared,
      sources: [Source.asset(dist, { exclude: [`/${hashedFolder}/`], ignoreMode: IgnoreMode.GIT })],
      cacheControl: [CacheControl.noCache()],
    })
    named.node.addDependency(hashed)
    this.acknowledgeCopier(bucket)
  }

  /** The function that copies is made by the CDK, once per stack, with a role that is not ours to write. */
  private acknowledgeCopier(bucket: Bucket) {
    const copier = Stack.of(this).node.children.find(({ node }) =>
      node.id.startsWith('Custom::CDKBucketDeployment'),
    )
    if (!copier) throw new Error('the CDK was to make a function that copies the page')
    const reason =
      'Made by the CDK: it copies from the bucket of assets into the bucket of the page, and no other.'
    for (const objects of [
      bucket.arnForObjects('*'),
      `arn:aws:s3:::cdk-hnb659fds-assets-${Aws.ACCOUNT_ID}-${region}/*`,
    ]) {
      acknowledgeWildcard(copier, objects, reason)
    }
    for (const actions of ['GetBucket', 'GetObject', 'List', 'Abort', 'DeleteObject']) {
      Validations.of(copier).acknowledge({ id: `AwsSolutions-IAM5[Action::s3:${actions}*]`, reason })
    }
    Validations.of(copier).acknowledge(
      {
        id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
        reason,
      },
      { id: 'AwsSolutions-L1', reason: 'Its runtime comes and goes with the version of the CDK.' },
    )
  }
}
