import { Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { expect, test } from 'vitest'
import { ownDatabase, useDatabase } from '../../lib/capabilities/database.ts'
import { Database } from '../../lib/constructs/database.ts'
import { Network } from '../../lib/constructs/network.ts'
import type { Resources } from '../../lib/resources.ts'
import { stageOf } from '../../lib/stage.ts'

const roles = ['creative', 'creative-sweep', 'system']

/** A database as a stage has it that has, or has no, proxy before it. */
const databaseOf = (proxy: boolean) => {
  const stack = new Stack()
  const prod = stageOf('prod')
  const stage = { ...prod, database: { ...prod.database, proxy } }
  const network = new Network(stack, 'Network', stage)
  const database = new Database(stack, 'Database', stage, { network, roles })
  const given = { stage, database } as unknown as Resources
  const logins = [useDatabase, ownDatabase].map((capability) => capability(given, 'creative').environment)
  const hosts = logins.map(({ DATABASE_HOST }) => JSON.stringify(stack.resolve(DATABASE_HOST)))
  const prepared = logins.map(({ DATABASE_PREPARED }) => DATABASE_PREPARED)
  return { template: Template.fromStack(stack), hosts, prepared }
}

test('functions go through the proxy of a stage that has one, the migration by the address of the cluster', () => {
  const { template, hosts, prepared } = databaseOf(true)
  const [used, owned] = hosts
  expect(used).toMatch(/Proxy\w+","Endpoint"/)
  expect(owned).toMatch(/Cluster\w+","Endpoint.Address"/)
  const [proxy] = Object.values(template.findResources('AWS::RDS::DBProxy'))
  expect(proxy?.Properties.Auth).toHaveLength(roles.length)
  // No statement is prepared through it: decision 25.
  expect(prepared).toEqual(['false', 'true'])
})

test('both go by the address of the cluster where there is no proxy', () => {
  const [used, owned] = databaseOf(false).hosts
  expect(used).toMatch(/Cluster\w+","Endpoint.Address"/)
  expect(owned).toBe(used)
})

test.each([true, false])(
  'the group of the functions reaches whatever they log in to (proxy: %s)',
  (proxy) => {
    const { template } = databaseOf(proxy)
    const open = Object.values(template.findResources('AWS::EC2::SecurityGroupIngress')).map(
      ({ Properties }) =>
        `${JSON.stringify(Properties.SourceSecurityGroupId)} ${JSON.stringify(Properties.GroupId)}`,
    )
    const doors = open.filter((rule) => /DatabaseClients.* .*(ClusterSecurityGroup|Proxy)/.test(rule))
    expect(doors).toHaveLength(proxy ? 2 : 1)
  },
)
