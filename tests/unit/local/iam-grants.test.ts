import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { allLike } from '../../../lib/capabilities/grant.ts'
import type {
  Decision,
  Permission,
  PolicyDocument,
  Principal,
  Statement,
} from '../../../local/assembly/model.ts'
import { authorizer } from '../../../local/aws/iam/authorize.ts'
import { recordDecisions } from '../../../local/aws/iam/decisions.ts'
import { grantsOf, unusedGrants } from '../../../local/aws/iam/grants.ts'
import { arnOf, functionOf, policy, roleOf, statement } from '../../support/cloud/small-assembly.ts'

const table = arnOf('dynamodb', 'table/SmallTable')
const bus = arnOf('events', 'event-bus/SmallBus')
const caller = { roleArn: roleOf('work').arn, session: 'work' }

/** Decides on calls of a role with these statements, and tells which of its grants none of them has used. */
const roleWith = (...statements: Statement[]) => {
  const role = roleOf('work', ...statements)
  const decisions: Decision[] = []
  const resourcePolicies: { arn: string; document: PolicyDocument }[] = []
  const authorize = authorizer({
    roles: [role, roleOf('hear', statement(['*'], ['*']))],
    resourcePolicies,
    log: () => undefined,
    onDecision: (decision) => decisions.push(decision),
  })
  return {
    decisions,
    resourcePolicies,
    call: (action: Permission['action'], resource: string, principal: Principal = caller) =>
      authorize(principal, { action, resource }),
    use: (...partitions: string[]) =>
      authorize(caller, {
        action: 'dynamodb:UpdateItem',
        resource: table,
        context: { 'dynamodb:LeadingKeys': partitions },
      }),
    publish: (name: string) =>
      authorize(caller, {
        action: 'events:PutEvents',
        resource: bus,
        context: { 'events:source': 'auth', 'events:detail-type': name },
      }),
    unused: () =>
      unusedGrants(
        grantsOf(role),
        decisions.flatMap(({ grants }) => grants),
      ).map(({ action, resource, conditions }) =>
        [
          action,
          resource,
          ...conditions.flatMap(({ operator, value }) => (operator === 'Null' ? [] : value)),
        ].join(' '),
      ),
  }
}

/** As the capabilities of `lib/capabilities/limits.ts` give them: all on one table. */
const onItems = (partitions: string[], ...actions: string[]) =>
  statement(actions, [table], { Condition: allLike({ 'dynamodb:LeadingKeys': partitions }) })

test('each action of a statement on each of its resources is a grant; a denial is none', () => {
  const { unused } = roleWith(
    statement(['dynamodb:GetItem', 'dynamodb:PutItem'], [table, `${table}/index/*`]),
    statement(['dynamodb:*'], ['*'], { Effect: 'Deny' }),
  )
  expect(unused()).toEqual([
    `dynamodb:GetItem ${table}`,
    `dynamodb:GetItem ${table}/index/*`,
    `dynamodb:PutItem ${table}`,
    `dynamodb:PutItem ${table}/index/*`,
  ])
})

test('a call uses the grants that it fits, with their wildcards, and no other', async () => {
  const { call, unused } = roleWith(
    statement(['dynamodb:Query', 'dynamodb:PutItem'], [table, `${table}/index/*`]),
    statement(['DynamoDB:Get*'], [`${table.slice(0, -1)}?`]),
  )
  await call('dynamodb:PutItem', table)
  await call('dynamodb:Query', `${table}/index/a`)
  await call('dynamodb:GetItem', table)
  expect(unused()).toEqual([`dynamodb:Query ${table}`, `dynamodb:PutItem ${table}/index/*`])
})

test('of two grants on one action and one resource, that one is used whose condition held', async () => {
  const { use, unused } = roleWith(
    onItems(['bucket#address/*'], 'dynamodb:UpdateItem'),
    onItems(['failures#*'], 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'),
  )
  await use('bucket#address/192.0.2.1')
  expect(unused()).toEqual([
    `dynamodb:UpdateItem ${table} failures#*`,
    `dynamodb:DeleteItem ${table} failures#*`,
  ])
})

test('a capability that nobody needs is listed, though another one gives the same action on the same table', async () => {
  const { use, unused } = roleWith(
    onItems(['bucket#address/*', 'bucket#caller/*'], 'dynamodb:UpdateItem'),
    onItems(['bucket#mail/*', 'bucket#invitations/*'], 'dynamodb:UpdateItem'),
  )
  await use('bucket#caller/usr_1', 'bucket#address/192.0.2.1')
  expect(unused()).toEqual([
    `dynamodb:UpdateItem ${table} bucket#mail/*`,
    `dynamodb:UpdateItem ${table} bucket#invitations/*`,
  ])
})

test('each value of a condition is a grant of its own', async () => {
  const { publish, unused } = roleWith(
    statement(['events:PutEvents'], [bus], {
      Condition: allLike({
        'events:source': ['auth'],
        'events:detail-type': ['link.requested', 'invitation.made', 'access.ended'],
      }),
    }),
  )
  await publish('invitation.made')
  expect(unused()).toEqual([
    `events:PutEvents ${bus} auth link.requested`,
    `events:PutEvents ${bus} auth access.ended`,
  ])
})

test('alternatives for a key with one value are told apart, and a key that is absent uses them all', async () => {
  const { call, unused } = roleWith(
    statement(['dynamodb:GetItem'], [table], {
      Condition: { StringEquals: { 'aws:RequestedRegion': ['ap-south-1', 'us-east-1'] } },
    }),
    statement(['dynamodb:PutItem'], [table], {
      Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['a#*', 'b#*'] } },
    }),
  )
  await call('dynamodb:GetItem', table)
  await call('dynamodb:PutItem', table)
  expect(unused()).toEqual([`dynamodb:GetItem ${table} us-east-1`])
})

test('a call that was refused, of another role or of a service of AWS uses nothing', async () => {
  const hear = functionOf('hear').arn
  const { call, use, resourcePolicies, unused } = roleWith(
    statement(['lambda:InvokeFunction'], [hear]),
    onItems(['a#*'], 'dynamodb:UpdateItem'),
  )
  resourcePolicies.push({
    arn: hear,
    document: policy(
      statement(['lambda:InvokeFunction'], [hear], { Principal: { Service: 'events.amazonaws.com' } }),
    ),
  })
  await expect(use('b#1')).rejects.toThrow('is not authorized')
  await call('lambda:InvokeFunction', hear, { roleArn: roleOf('hear').arn, session: 'hear' })
  await call('lambda:InvokeFunction', hear, {
    service: 'events.amazonaws.com',
    sourceArn: arnOf('events', 'rule/SmallBus/heard'),
  })
  expect(unused()).toHaveLength(2)
})

test('a grant is written down once, however many items were reached by it, and a refusal with who and what', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'iam-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  const { call, use, decisions } = roleWith(onItems(['a#*', 'b#*'], 'dynamodb:UpdateItem'))
  for (const partition of ['a#1', 'a#2', 'b#1', 'a#3']) await use(partition)
  await expect(call('dynamodb:UpdateItem', table)).rejects.toThrow('is not authorized')
  decisions.forEach(recordDecisions(dir))

  const notes = readdirSync(dir)
    .flatMap((file) => readFileSync(join(dir, file), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line))
  expect(notes).toMatchObject([
    { used: { action: 'dynamodb:UpdateItem', conditions: [{ value: 'a#*' }, { value: 'false' }] } },
    { used: { action: 'dynamodb:UpdateItem', conditions: [{ value: 'b#*' }, { value: 'false' }] } },
    { refused: { principal: caller, action: 'dynamodb:UpdateItem', resource: table } },
  ])
})
