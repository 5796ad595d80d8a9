import { CfnOutput, Fn, Stack, Validations } from 'aws-cdk-lib'
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { Bucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import type { ApiStack } from './api-stack.ts'
import { makeBucket } from './constructs/bucket.ts'
import { PageFiles } from './constructs/page-files.ts'
import { securityHeaders } from './constructs/security-headers.ts'
import type { EdgeStack } from './edge-stack.ts'
import type { Resources } from './resources.ts'
import { region, stackOf } from './stage.ts'

/**
 * A path without a file's ending is a view of the page, so it gets the page; `/docs` has one of its own. Not done by
 * CloudFront's error pages: they hold for the whole distribution and would turn each 403 and 404 of the API into it.
 */
const pageForEveryView = `
function handler(event) {
  var request = event.request
  if (/^\\/docs\\/?$/.test(request.uri)) request.uri = '/docs/index.html'
  else if (request.uri.split('/').pop().indexOf('.') < 0) request.uri = '/index.html'
  return request
}
`

/** In place of what a viewer may have sent under this name. */
const edgeHeader = 'x-dhol-edge'

/** The one origin that browsers see: the page, the API, the webhooks, the pictures. */
export class WebStack extends Stack {
  private readonly resources: Resources

  constructor(scope: Construct, id: string, resources: Resources, api: ApiStack, edge?: EdgeStack) {
    super(scope, id, { ...stackOf(resources.stage), crossRegionReferences: edge !== undefined })
    this.resources = resources
    const webBucket = makeBucket(this, 'WebBucket', resources.stage)
    const distribution = this.makeDistribution(webBucket, api, edge)
    new PageFiles(this, 'PageFiles', webBucket, resources.stage)
    new CfnOutput(this, 'Address', { value: `https://${distribution.distributionDomainName}` })
  }

  private makeDistribution(webBucket: Bucket, { httpApi }: ApiStack, edge?: EdgeStack): Distribution {
    const { stage, assetsBucket, edgeMarks, socketApi } = this.resources
    const [newestMark] = edgeMarks
    if (!newestMark) throw new Error('lib/stage.ts must name a mark of the edge')
    const shared = {
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: securityHeaders(this, stage, socketApi.apiEndpoint),
      compress: true,
    }
    const api = {
      ...shared,
      origin: new HttpOrigin(Fn.select(2, Fn.split('/', httpApi.apiEndpoint)), {
        customHeaders: { [edgeHeader]: newestMark },
      }),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    }
    const viewToPage = new EdgeFunction(this, 'PageForEveryView', {
      functionName: `dhol-${stage.name}-page-for-every-view`,
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(pageForEveryView),
    })
    const accessLog = makeBucket(this, 'AccessLog', stage, {
      objectOwnership: ObjectOwnership.OBJECT_WRITER,
      keptDays: stage.logDays,
    })
    // The bucket's own policy lets CloudFront in: it stands beside the bucket, in the data stack.
    const assets = Bucket.fromBucketAttributes(this, 'Assets', {
      bucketName: assetsBucket.bucketName,
      region,
    })

    const distribution = new Distribution(this, 'Distribution', {
      comment: `Dhol ${stage.name}`,
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_200, // the cheapest with edges in India
      logBucket: accessLog,
      ...(edge && { webAclId: edge.firewallArn }),
      defaultBehavior: {
        ...shared,
        origin: S3BucketOrigin.withOriginAccessControl(webBucket),
        functionAssociations: [{ function: viewToPage, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: {
        '/v1/*': api,
        '/webhooks/*': api,
        // What is stored says how long it may be kept: pictures never change under their name.
        '/assets/*': { ...shared, origin: S3BucketOrigin.withOriginAccessControl(assets) },
      },
    })
    Validations.of(distribution).acknowledge({
      id: 'Annotation::@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac',
      reason: 'The policy stands beside the bucket, in the data stack.',
    })
    Validations.of(webBucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Only CloudFront reads it, and keeps an access log.',
    })
    Validations.of(accessLog).acknowledge({ id: 'AwsSolutions-S1', reason: 'It is the access log.' })
    Validations.of(distribution).acknowledge(
      { id: 'AwsSolutions-CFR1', reason: 'Agencies travel; nothing here is bound to a country.' },
      {
        id: 'AwsSolutions-CFR4',
        reason: 'The name under cloudfront.net has no other choice until Dhol has a domain.',
      },
    )
    if (!edge) {
      Validations.of(distribution).acknowledge({
        id: 'AwsSolutions-CFR2',
        reason: 'A firewall stands before the stage that has users.',
      })
    }
    return distribution
  }
}
