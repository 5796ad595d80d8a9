import { beforeAll, describe, expect, test } from 'vitest'
import { dataStackWith, ofType, ourFunctions, type Resource, resourcesOf } from './synth.ts'

const routesIn = (resources: Resource[]) =>
  ofType(resources, 'AWS::EC2::Route').map(({ properties }) => properties)
const isDefault = (route: Resource['properties']) =>
  route.DestinationCidrBlock === '0.0.0.0/0' || route.DestinationIpv6CidrBlock === '::/0'

const tableOf = (resources: Resource[], subnet: unknown) =>
  ofType(resources, 'AWS::EC2::SubnetRouteTableAssociation').find(
    ({ properties }) => JSON.stringify(properties.SubnetId) === JSON.stringify(subnet),
  )?.properties.RouteTableId

/** Whether a subnet leads straight to an internet gateway. */
const isPublic = (resources: Resource[], subnet: unknown) =>
  routesIn(resources).some(
    ({ RouteTableId, GatewayId }) =>
      GatewayId && JSON.stringify(RouteTableId) === JSON.stringify(tableOf(resources, subnet)),
  )

/**
 * Whether what leaves by this route has an address that answers come back to: IPv6 has one by itself; IPv4 needs a
 * gateway with an address of its own in a public subnet. Anything else, such as an instance, has none that we know of.
 */
const hasPublicEnd = (resources: Resource[], route: Resource['properties']): boolean => {
  const { GatewayId, EgressOnlyInternetGatewayId, NatGatewayId } = route
  if (GatewayId) return true
  if (EgressOnlyInternetGatewayId) return route.DestinationIpv6CidrBlock === '::/0'
  const nat = resources.find(({ id }) => id === NatGatewayId?.Ref)
  return nat?.properties.AllocationId !== undefined && isPublic(resources, nat.properties.SubnetId)
}

const withoutPublicEnd = (resources: Resource[]) =>
  routesIn(resources).filter((route) => isDefault(route) && !hasPublicEnd(resources, route))

const endpoints = (resources: Resource[]) =>
  ofType(resources, 'AWS::EC2::VPCEndpoint').map(({ properties }) => ({
    type: properties.VpcEndpointType,
    service: properties.ServiceName['Fn::Join'][1].at(-1),
  }))

describe.each(['dev', 'prod'] as const)('the network of stage %s', (stage) => {
  let resources: Resource[]
  beforeAll(async () => {
    resources = await resourcesOf(stage)
  })

  test('has no NAT and no public subnet: functions go out over IPv6', () => {
    const routes = routesIn(resources).filter(isDefault)
    expect(routes).toHaveLength(2)
    for (const route of routes) expect(route.EgressOnlyInternetGatewayId).toBeDefined()
    for (const type of ['NatGateway', 'EIP', 'Instance', 'InternetGateway'])
      expect(ofType(resources, `AWS::EC2::${type}`), type).toEqual([])
    expect(withoutPublicEnd(resources)).toEqual([])
  })

  test('reaches S3 and DynamoDB by endpoints that cost nothing', () => {
    expect(endpoints(resources)).toEqual([
      { type: 'Gateway', service: '.s3' },
      { type: 'Gateway', service: '.dynamodb' },
    ])
  })

  test('gives each function inside it an IPv6 address, a way out before it runs, and names of AWS that have IPv6', () => {
    const inside = ourFunctions(resources).filter(({ properties }) => properties.VpcConfig)
    expect(inside.length).toBeGreaterThan(10)
    for (const { properties } of inside) {
      expect(properties.VpcConfig.Ipv6AllowedForDualStack, properties.Description).toBe(true)
      expect(properties.Environment.Variables, properties.Description).toMatchObject({
        AWS_USE_DUALSTACK_ENDPOINT: 'true',
      })
    }
    const migrate = inside.find(({ id }) => id.startsWith('SystemOnDeployMigrate'))
    const routes = ofType(resources, 'AWS::EC2::Route').map(({ id }) => id)
    expect(migrate?.dependsOn).toEqual(expect.arrayContaining(routes))
  })

  test('lets functions out to HTTPS over both protocols, and to the database', () => {
    const [clients] = ofType(resources, 'AWS::EC2::SecurityGroup').filter(({ id }) =>
      /DatabaseClients/.test(id),
    )
    expect(clients?.properties.SecurityGroupEgress).toEqual([
      expect.objectContaining({ CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 }),
      expect.objectContaining({ CidrIpv6: '::/0', FromPort: 443, ToPort: 443 }),
    ])
    const [toDatabase, ...others] = ofType(resources, 'AWS::EC2::SecurityGroupEgress')
    expect(others).toEqual([])
    // Whoever migrates first would knock at a closed door.
    const [migration] = ofType(resources, 'Custom::Trigger')
    expect(migration?.dependsOn).toContain(toDatabase?.id)
  })

  test('has sockets that are reached over IPv6', () => {
    const [sockets] = ofType(resources, 'AWS::ApiGatewayV2::Api').filter(
      ({ properties }) => properties.ProtocolType === 'WEBSOCKET',
    )
    expect(sockets?.properties.IpAddressType).toBe('dualstack')
  })
})

describe('a stage with NAT', () => {
  const without = dataStackWith({ natGateways: 0 })
  const resources = dataStackWith({ natGateways: 2 })

  test('has a public end to each of its routes', () => {
    expect(ofType(resources, 'AWS::EC2::NatGateway')).toHaveLength(2)
    expect(routesIn(resources).filter(({ NatGatewayId }) => NatGatewayId)).toHaveLength(2)
    expect(withoutPublicEnd(resources)).toEqual([])
  })

  test('has moved no subnet: it may get its NAT later', () => {
    const places = (of: Resource[]) =>
      ofType(of, 'AWS::EC2::Subnet')
        .filter(({ id }) => !id.includes('public'))
        .map(({ id, properties }) => [id, properties.CidrBlock, properties.Ipv6CidrBlock])
    expect(places(without)).toHaveLength(4)
    expect(places(resources)).toEqual(places(without))
  })

  test.each([
    ['an instance that nobody gave an address', { InstanceId: { Ref: 'Nat' } }],
    ['a gateway without an address', { NatGatewayId: { Ref: 'Nat' } }],
    ['IPv4 by a gateway for IPv6', { EgressOnlyInternetGatewayId: { Ref: 'Egress' } }],
  ])('the route to %s is found', (_what, target) => {
    const planted = (id: string, type: string, properties: object) => ({
      id,
      type,
      properties,
      deletionPolicy: 'Delete',
      dependsOn: [],
    })
    const route = planted('Planted', 'AWS::EC2::Route', { DestinationCidrBlock: '0.0.0.0/0', ...target })
    const [subnet] = ofType(resources, 'AWS::EC2::Subnet').filter(({ id }) => id.includes('public'))
    const nat = planted('Nat', 'AWS::EC2::NatGateway', { SubnetId: { Ref: subnet?.id } })
    expect(withoutPublicEnd([...resources, route, nat])).toEqual([route.properties])
  })
})
