import * as z from 'zod'
import type { Catalogue } from './catalogue.ts'
import { accountId } from './intrinsics.ts'
import type { Assembly, Distribution, Origin } from './model.ts'
import { apiDomainOf, bucketDomainOf, nameOf } from './references.ts'
import { readResponseHeaders } from './response-headers.ts'
import { AssemblyError } from './stacks.ts'

const behaviour = z.object({
  TargetOriginId: z.string(),
  ResponseHeadersPolicyId: z.string().optional(),
  FunctionAssociations: z.array(z.object({ EventType: z.string(), FunctionARN: z.string() })).default([]),
})

const config = z.object({
  DefaultRootObject: z.string().default(''),
  Origins: z.array(
    z.object({
      Id: z.string(),
      DomainName: z.string(),
      OriginCustomHeaders: z.array(z.object({ HeaderName: z.string(), HeaderValue: z.string() })).default([]),
    }),
  ),
  DefaultCacheBehavior: behaviour,
  CacheBehaviors: z.array(behaviour.extend({ PathPattern: z.string() })).default([]),
  CustomErrorResponses: z
    .array(
      z.object({
        ErrorCode: z.number(),
        ResponsePagePath: z.string().default(''),
        ResponseCode: z.number().default(200),
      }),
    )
    .default([]),
})

const readOrigins = (catalogue: Catalogue): Map<string, Origin> => {
  const origins = new Map<string, Origin>()
  for (const { it } of catalogue.ofType('AWS::S3::Bucket', z.object({}))) {
    origins.set(bucketDomainOf(it), { kind: 'bucket', bucketName: nameOf.bucket(it) })
  }
  for (const { it } of catalogue.ofType('AWS::ApiGatewayV2::Api', z.object({}))) {
    origins.set(apiDomainOf(it), { kind: 'httpApi', headers: {} })
  }
  return origins
}

const readFunctionCode = (catalogue: Catalogue) =>
  new Map(
    catalogue
      .ofType('AWS::CloudFront::Function', z.object({ FunctionCode: z.string() }))
      .map(({ it, properties }) => [it.logicalId, properties.FunctionCode]),
  )

/** What the one distribution does with a request. */
export const readDistribution = (catalogue: Catalogue): Distribution => {
  const [found, ...others] = catalogue.ofType(
    'AWS::CloudFront::Distribution',
    z.object({ DistributionConfig: config }),
  )
  if (!found || others.length > 0) throw new AssemblyError('expected one CloudFront distribution')
  const stated = found.properties.DistributionConfig
  const origins = readOrigins(catalogue)
  const headers = readResponseHeaders(catalogue)
  const code = readFunctionCode(catalogue)

  const originOf = (id: string) => {
    const named = stated.Origins.find((one) => one.Id === id)
    const origin = origins.get(named?.DomainName ?? '')
    if (!named || !origin)
      throw new AssemblyError(
        `${found.path}: the origin ${named?.DomainName} is no bucket and no API of ours`,
      )
    if (origin.kind === 'bucket') return origin
    const headers = named.OriginCustomHeaders.map(({ HeaderName, HeaderValue }) => [
      HeaderName.toLowerCase(),
      HeaderValue,
    ])
    return { ...origin, headers: Object.fromEntries(headers) }
  }
  const headersOf = (policyId: string | undefined) => {
    if (policyId === undefined) return {}
    const policy = headers.get(policyId)
    if (!policy) throw new AssemblyError(`${found.path}: unknown response headers policy ${policyId}`)
    return policy
  }
  const codeOf = ({ FunctionAssociations }: z.output<typeof behaviour>) => {
    const [association] = FunctionAssociations
    if (!association) return {}
    const viewerRequest = code.get(association.FunctionARN)
    if (association.EventType !== 'viewer-request' || viewerRequest === undefined) {
      throw new AssemblyError(`${found.path}: only functions of ours on viewer-request are known`)
    }
    return { viewerRequest }
  }

  const behaviours = [...stated.CacheBehaviors, { ...stated.DefaultCacheBehavior, PathPattern: '*' }]
  return {
    arn: `arn:aws:cloudfront::${accountId}:distribution/${found.it.logicalId}`,
    behaviours: behaviours.map((one) => ({
      pathPattern: one.PathPattern,
      origin: originOf(one.TargetOriginId),
      responseHeaders: headersOf(one.ResponseHeadersPolicyId),
      ...codeOf(one),
    })),
    defaultRootObject: stated.DefaultRootObject,
    errorResponses: stated.CustomErrorResponses.map((one) => ({
      status: one.ErrorCode,
      pagePath: one.ResponsePagePath,
      answerStatus: one.ResponseCode,
    })),
  }
}

const deployment = z.object({
  SourceObjectKeys: z.array(z.string()),
  DestinationBucketName: z.string(),
  Exclude: z.array(z.string()).default([]),
  Include: z.array(z.string()).default([]),
  SystemMetadata: z.record(z.string(), z.string()).default({}),
})

export const readDeployments = (catalogue: Catalogue): Assembly['deployments'] =>
  catalogue.ofType('Custom::CDKBucketDeployment', deployment).flatMap(({ it, path, properties }) =>
    properties.SourceObjectKeys.map((key) => {
      const cacheControl = properties.SystemMetadata['cache-control']
      return {
        sourceDir: catalogue.assetPath(it, key, path),
        bucketName: properties.DestinationBucketName,
        exclude: properties.Exclude,
        include: properties.Include,
        ...(cacheControl === undefined ? {} : { cacheControl }),
      }
    }),
  )
