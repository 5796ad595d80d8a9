import { expect, test } from 'vitest'
import { ourFunctions, type Resource, resourcesOf } from './synth.ts'

/** Types whose number follows from a size of the stage. */
const bySize: Record<string, string> = {
  'AWS::EC2::NatGateway': 'egress',
  'AWS::EC2::EIP': 'egress: the address of a gateway',
  'AWS::EC2::Instance': 'egress',
  'AWS::IAM::InstanceProfile': 'egress: the role of the instance',
  'AWS::EC2::SecurityGroupEgress': 'proxy: whether the way to the database leads through it',
  'AWS::EC2::SecurityGroupIngress': 'proxy: as above',
  'AWS::RDS::DBInstance': 'readers',
  'AWS::RDS::DBProxy': 'proxy',
  'AWS::RDS::DBProxyTargetGroup': 'proxy',
  'AWS::WAFv2::WebACL': 'firewall',
  'Custom::CrossRegionExportWriter': 'firewall: it stands in another region',
  'Custom::CrossRegionExportReader': 'firewall: as above',
}

/** Single resources that come with those. */
const companions: Record<string, string> = {
  InstanceRole: 'role of the egress instance',
  InstanceSecurityGroup: 'group of the egress instance',
  NatSecurityGroup: 'group of the egress instance',
  Proxy: 'role, group and rules of the proxy',
  CrossRegionExport: 'what tells one region of the firewall in the other',
}

const isFixed = ({ id, type }: Resource) =>
  !(type in bySize) && !Object.keys(companions).some((part) => id.includes(part))

/** Ids without the hashes that stand for the names of their stacks. */
const fixedIds = (resources: Resource[]) =>
  resources
    .filter(isFixed)
    .map(({ id, type }) => `${type} ${id.replaceAll(/[0-9a-f]{32}$|[0-9A-F]{8}|prod|dev|local/g, '')}`)
    .sort()

test('stages differ in sizes, retention and the firewall only', async () => {
  const [dev, prod, local] = await Promise.all([
    resourcesOf('dev'),
    resourcesOf('prod'),
    resourcesOf('local'),
  ])
  expect(fixedIds(dev)).toEqual(fixedIds(prod))
  expect(fixedIds(dev)).toEqual(fixedIds(local))
}, 240_000)

test('a function has the same settings in each stage, but for names and references', async () => {
  const settings = (resources: Resource[]) =>
    Object.fromEntries(
      ourFunctions(resources).map(({ properties: p }) => [
        p.Description,
        {
          memory: p.MemorySize,
          timeout: p.Timeout,
          runtime: p.Runtime,
          variables: Object.keys(p.Environment.Variables),
        },
      ]),
    )
  expect(settings(await resourcesOf('dev'))).toEqual(settings(await resourcesOf('prod')))
}, 240_000)

test('dev sleeps, prod has a reader and a proxy and keeps its data', async () => {
  const database = (resources: Resource[]) =>
    resources.find(({ type }) => type === 'AWS::RDS::DBCluster')?.properties
  const [dev, prod] = [await resourcesOf('dev'), await resourcesOf('prod')]
  expect(database(dev)).toMatchObject({
    ServerlessV2ScalingConfiguration: { MinCapacity: 0, SecondsUntilAutoPause: 600 },
    DeletionProtection: false,
  })
  expect(database(prod)).toMatchObject({ DeletionProtection: true })
  expect(prod.filter(({ type }) => type === 'AWS::RDS::DBInstance')).toHaveLength(2)
  expect(prod.filter(({ type }) => type === 'AWS::RDS::DBProxy')).toHaveLength(1)
}, 240_000)
