import { expect, test } from 'vitest'
import { grantsOf, unusedGrants } from '../../../local/aws/grants.ts'
import type { Decision } from '../../../local/model.ts'
import { arnOf, roleOf, statement } from '../../support/small-assembly.ts'

const table = arnOf('dynamodb', 'table/SmallTable')
const role = roleOf(
  'work',
  statement(['dynamodb:GetItem', 'dynamodb:PutItem'], [table, `${table}/index/*`]),
  statement(['dynamodb:*'], ['*'], { Effect: 'Deny' }),
)
const decision = (action: string, resource: string, changes: Partial<Decision> = {}): Decision => ({
  principal: { roleArn: role.arn, session: 'work' },
  action,
  resource,
  isAllowed: true,
  ...changes,
})
const listed = (...decisions: Decision[]) =>
  unusedGrants(grantsOf(role), decisions).map(({ action, resource }) => `${action} ${resource}`)

test('each action of a statement on each of its resources is a grant; a denial is none', () => {
  expect(listed()).toEqual([
    `dynamodb:GetItem ${table}`,
    `dynamodb:GetItem ${table}/index/*`,
    `dynamodb:PutItem ${table}`,
    `dynamodb:PutItem ${table}/index/*`,
  ])
})

test('a call uses the grants that it fits, with their wildcards, and no other', () => {
  expect(
    listed(decision('dynamodb:PutItem', table), decision('dynamodb:GetItem', `${table}/index/a`)),
  ).toEqual([`dynamodb:GetItem ${table}`, `dynamodb:PutItem ${table}/index/*`])
  expect(listed(decision('dynamodb:PutItem', `${table}2`))).toHaveLength(4)
  const wide = grantsOf(roleOf('work', statement(['DynamoDB:Get*'], [`${table.slice(0, -1)}?`])))
  expect(unusedGrants(wide, [decision('dynamodb:GetItem', table)])).toEqual([])
})

test('a call that was refused, of another role or of a service of AWS uses nothing', () => {
  const other = { roleArn: roleOf('hear').arn, session: 'hear' }
  const service = { service: 'events.amazonaws.com', sourceArn: table }
  expect(
    listed(
      decision('dynamodb:PutItem', table, { isAllowed: false }),
      decision('dynamodb:PutItem', table, { principal: other }),
      decision('dynamodb:PutItem', table, { principal: service }),
    ),
  ).toHaveLength(4)
})
