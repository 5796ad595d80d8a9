import { beforeAll, expect, test } from 'vitest'
import { ofType, type Resource, resourcesOf } from './synth.ts'

let resources: Resource[]
beforeAll(async () => {
  resources = await resourcesOf('prod')
}, 240_000)

const only = (type: string) => {
  const [found, ...others] = ofType(resources, type)
  if (!found || others.length > 0) throw new Error(`expected one ${type}`)
  return found
}
const distribution = () => only('AWS::CloudFront::Distribution').properties.DistributionConfig
const behaviours = () => [distribution().DefaultCacheBehavior, ...distribution().CacheBehaviors]
const headers = () => only('AWS::CloudFront::ResponseHeadersPolicy').properties.ResponseHeadersPolicyConfig

test('every behaviour tells browsers the same', () => {
  const { id } = only('AWS::CloudFront::ResponseHeadersPolicy')
  for (const behaviour of behaviours()) {
    expect(behaviour.ResponseHeadersPolicyId).toEqual({ Ref: id })
    expect(behaviour.ViewerProtocolPolicy).toBe('redirect-to-https')
  }
})

test('scripts come from our own files only, and nobody frames the page', () => {
  const { ContentSecurityPolicy } = headers().SecurityHeadersConfig.ContentSecurityPolicy
  const policy = JSON.stringify(ContentSecurityPolicy)
  expect(policy).toContain("default-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("object-src 'none'")
  expect(policy).not.toMatch(/script-src|unsafe-eval|\*|https?:/)
  // Inline styles are what is left: Mantine sets style attributes.
  expect(policy.match(/[\w-]+ 'self' 'unsafe-inline'/g)).toEqual(["style-src 'self' 'unsafe-inline'"])
})

test('browsers keep to HTTPS for a year, tell other sites little and give the page no powers', () => {
  const { SecurityHeadersConfig: security, CustomHeadersConfig } = headers()
  expect(security).toMatchObject({
    StrictTransportSecurity: { AccessControlMaxAgeSec: 31536000, IncludeSubdomains: true, Override: true },
    FrameOptions: { FrameOption: 'DENY', Override: true },
    ReferrerPolicy: { ReferrerPolicy: 'strict-origin-when-cross-origin', Override: true },
    ContentTypeOptions: { Override: true },
  })
  const custom = new Map(
    CustomHeadersConfig.Items.map(({ Header, Value }: { Header: string; Value: string }) => [Header, Value]),
  )
  expect(custom.get('permissions-policy')).toMatch(/camera=\(\).*microphone=\(\)/)
  expect(custom.get('cross-origin-opener-policy')).toBe('same-origin')
})

test('the API is reached uncached, with cookies, authorization and the mark of the edge', () => {
  const api = behaviours().filter(({ PathPattern = '' }) => /^\/(v1|webhooks)\//.test(PathPattern))
  expect(api).toHaveLength(2)
  for (const behaviour of api) {
    // Managed by AWS: CachingDisabled, and AllViewerExceptHostHeader.
    expect(behaviour.CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad')
    expect(behaviour.OriginRequestPolicyId).toBe('b689b0a8-53d0-40ab-baf2-68738e2966ac')
    const origin = distribution().Origins.find(({ Id }: { Id: string }) => Id === behaviour.TargetOriginId)
    expect(origin.OriginCustomHeaders).toEqual([
      { HeaderName: 'x-dhol-edge', HeaderValue: { 'Fn::Join': ['', expect.any(Array)] } },
    ])
    expect(JSON.stringify(origin.OriginCustomHeaders)).toContain('{{resolve:secretsmanager:')
  }
})

test('in prod a firewall stands before the distribution', () => {
  const firewall = only('AWS::WAFv2::WebACL')
  expect(firewall.properties).toMatchObject({ Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} } })
  expect(JSON.stringify(distribution().WebACLId)).toContain(`GetAtt${firewall.id}Arn`)

  const rules = firewall.properties.Rules
  const groups = rules.flatMap(({ Statement }: { Statement: Record<string, { Name: string }> }) =>
    Statement.ManagedRuleGroupStatement ? [Statement.ManagedRuleGroupStatement.Name] : [],
  )
  expect(groups.sort()).toEqual([
    'AWSManagedRulesAmazonIpReputationList',
    'AWSManagedRulesCommonRuleSet',
    'AWSManagedRulesKnownBadInputsRuleSet',
  ])
  expect(rules).toContainEqual(
    expect.objectContaining({
      Action: {
        Block: expect.objectContaining({ CustomResponse: expect.objectContaining({ ResponseCode: 429 }) }),
      },
      Statement: { RateBasedStatement: expect.objectContaining({ AggregateKeyType: 'IP' }) },
    }),
  )
})

test('a long brief in Hindi passes the firewall', () => {
  const [common] = only('AWS::WAFv2::WebACL').properties.Rules.filter(
    ({ Name }: { Name: string }) => Name === 'CommonRuleSet',
  )
  expect(common.Statement.ManagedRuleGroupStatement.RuleActionOverrides).toEqual([
    { Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } },
  ])
  expect(common.OverrideAction).toEqual({ None: {} })
})

test('what a vendor says stops no delivery: it is judged by its signature', () => {
  const grouped = only('AWS::WAFv2::WebACL').properties.Rules.flatMap(
    ({ Statement }: { Statement: { ManagedRuleGroupStatement?: Record<string, unknown> } }) =>
      Statement.ManagedRuleGroupStatement ?? [],
  )
  const scoped = grouped.filter(({ ScopeDownStatement }: Record<string, unknown>) => ScopeDownStatement)
  expect(scoped.map(({ Name }: Record<string, unknown>) => Name)).toEqual(['AWSManagedRulesCommonRuleSet'])
  expect(scoped[0].ScopeDownStatement.NotStatement.Statement.ByteMatchStatement).toMatchObject({
    FieldToMatch: { UriPath: {} },
    PositionalConstraint: 'STARTS_WITH',
    SearchString: '/webhooks/',
  })
})

test('a stage without users has no firewall', async () => {
  expect(ofType(await resourcesOf('dev'), 'AWS::WAFv2::WebACL')).toEqual([])
}, 240_000)
