import { beforeAll, expect, test } from 'vitest'
import { ofType, type Resource, resourcesOf, statementsOf } from './synth.ts'

/** Actions that no resource can narrow, each with its reason. */
const anywhere: Record<string, string> = {
  'xray:PutTraceSegments': 'X-Ray has no resources',
  'xray:PutTelemetryRecords': 'X-Ray has no resources',
  'xray:GetSamplingRules': 'X-Ray has no resources',
  'xray:GetSamplingTargets': 'X-Ray has no resources',
  'ec2:CreateNetworkInterface': 'Lambda makes them for a function in the VPC; its code is denied it',
  'ec2:DeleteNetworkInterface': 'as above',
  'ec2:DescribeNetworkInterfaces': 'as above',
  'ec2:DescribeSubnets': 'as above',
  'ec2:AssignPrivateIpAddresses': 'as above',
  'ec2:UnassignPrivateIpAddresses': 'as above',
  'logs:CreateLogDelivery': 'Step Functions sets up its log; deliveries have no names beforehand',
  'logs:GetLogDelivery': 'as above',
  'logs:UpdateLogDelivery': 'as above',
  'logs:DeleteLogDelivery': 'as above',
  'logs:ListLogDeliveries': 'as above',
  'logs:PutResourcePolicy': 'as above',
  'logs:DescribeResourcePolicies': 'as above',
  'logs:DescribeLogGroups': 'as above',
}

let resources: Resource[]
beforeAll(async () => {
  resources = await resourcesOf('prod')
}, 240_000)

const statements = () => statementsOf(resources)

test('no policy allows an action on everything, but for those that cannot be narrowed', () => {
  const allowing = statements().filter(({ Effect }) => Effect === 'Allow')
  expect(allowing.length).toBeGreaterThan(30)
  for (const { id, Action, Resource } of allowing.filter((statement) =>
    [statement.Resource].flat().includes('*'),
  )) {
    const unexplained = [Action].flat().filter((action: string) => !(action in anywhere))
    expect(unexplained, `${id} on ${Resource}`).toEqual([])
  }
})

test('no function may do every action of a service', () => {
  const wide = statements().filter(
    ({ id, Action }) => /^(?!Custom).*Role/.test(id) && [Action].flat().some((a) => /\*/.test(a)),
  )
  expect(wide).toEqual([])
})

test('only the steps that ask Google may read its key', () => {
  const secret = ofType(resources, 'AWS::SecretsManager::Secret').find(({ id }) =>
    id.startsWith('GoogleSecret'),
  )
  const reading = statements().filter(({ Resource }) => JSON.stringify(Resource).includes(String(secret?.id)))
  expect(reading.map(({ id }) => id).sort()).toEqual([
    expect.stringMatching(/^CreativeStepsPlanPromptsRole/),
    expect.stringMatching(/^CreativeStepsRenderPicturesRole/),
  ])
})

test('every bucket is encrypted, private, and reached by TLS only', () => {
  const policies = ofType(resources, 'AWS::S3::BucketPolicy')
  const buckets = ofType(resources, 'AWS::S3::Bucket')
  expect(buckets.length).toBeGreaterThan(1)
  for (const { id, properties } of buckets) {
    expect(properties.BucketEncryption, id).toBeDefined()
    expect(properties.PublicAccessBlockConfiguration, id).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    })
    const policy = policies.find((candidate) => candidate.properties.Bucket.Ref === id)
    expect(policy?.properties.PolicyDocument.Statement, id).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    )
  }
})
