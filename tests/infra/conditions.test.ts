import { beforeAll, expect, test } from 'vitest'
import { ofType, ourFunctions, type Resource, resourcesOf, type Statement, statementsOf } from './synth.ts'

let resources: Resource[]
beforeAll(async () => {
  resources = await resourcesOf('prod')
}, 240_000)

/** Patterns that stand in a statement's condition on a key; `'any'` where there is none. */
const patternsOf = ({ Condition = {} }: Statement, key: string) =>
  Object.values(Condition)
    .flatMap((keys) => keys[key] ?? [])
    .filter((pattern) => pattern !== 'false')

/** For each function that may do something there: the values of the key with which it may. */
const allowedBy = (key: string, resource: RegExp, action = /./) => {
  const statements = statementsOf(resources).filter(
    ({ Effect, Action, Resource: on }) =>
      Effect === 'Allow' &&
      [Action].flat().some((one) => action.test(one)) &&
      resource.test(JSON.stringify(on)),
  )
  const entries = ourFunctions(resources).flatMap(({ properties }) => {
    const own = statements.filter(({ id }) => id === properties.Role['Fn::GetAtt'][0])
    const values = own.flatMap((statement) => {
      const patterns = patternsOf(statement, key)
      return patterns.length > 0 ? patterns : ['any']
    })
    const path = properties.Description.replace(/^functions\/(.*)\.ts$/, '$1')
    return own.length > 0 ? [[path, [...new Set(values)].sort()]] : []
  })
  return Object.fromEntries(entries)
}

test('failures of log-ins, mails and new passwords are counted by auth alone', () => {
  const requests = ['bucket#address/*', 'bucket#caller/*']
  expect(allowedBy('dynamodb:LeadingKeys', /LimitsTable/)).toEqual({
    'audit/api': requests,
    'auth/api': [...requests, 'bucket#guesses/*', 'bucket#mail/*', 'bucket#password/*', 'failures#*'],
    'creative/api': requests,
    'realtime/api': requests,
    'system/api': ['bucket#address/*'],
  })
  expect(allowedBy('dynamodb:LeadingKeys', /LimitsTable/, /DeleteItem/)).toEqual({
    'auth/api': ['failures#*'],
  })
})

test('what is under way is noted by the API of a service, and asked by its sweep', () => {
  const both = { 'creative/api': ['creative'], 'creative/schedules/sweep-generations': ['creative'] }
  expect(allowedBy('dynamodb:LeadingKeys', /UnderWayTable/, /PutItem/)).toEqual(both)
  expect(allowedBy('dynamodb:LeadingKeys', /UnderWayTable/, /GetItem/)).toEqual({
    'creative/schedules/sweep-generations': ['creative'],
  })
})

test('tickets of sockets are written by one function and taken by another', () => {
  const partitions = allowedBy('dynamodb:LeadingKeys', /RealtimeTable/)
  expect(partitions).toEqual({
    'creative/steps/plan-prompts': ['wsp_*'],
    'creative/steps/render-pictures': ['wsp_*'],
    'realtime/api': ['ticket#*'],
    'realtime/sockets/connect': ['credential#*', 'ticket#*', 'wsp_*'],
    // An index by ids that API Gateway gives.
    'realtime/sockets/disconnect': ['any', 'credential#*', 'wsp_*'],
    'realtime/subscribers/announce-finished-generation': ['wsp_*'],
    'realtime/subscribers/close-sockets': ['credential#*'],
  })
})

test('a service publishes its own events and no other', () => {
  const finished = { source: ['creative'], names: ['generation.finished'] }
  const ofAuth = {
    source: ['auth'],
    names: [
      'access.ended',
      'invitation.made',
      'link.requested',
      'login.slowed',
      'security.noticed',
      'workspace.deleted',
      'workspace.removed',
    ],
  }
  const published = {
    'auth/api': ofAuth,
    'auth/schedules/remove-deleted': ofAuth,
    'creative/api': finished,
    'creative/schedules/sweep-generations': finished,
    'creative/steps/fail-generation': finished,
    'creative/steps/finish-generation': finished,
    'creative/subscribers/stop-workspace': finished,
  }
  const each = (member: 'source' | 'names') =>
    Object.fromEntries(Object.entries(published).map(([path, events]) => [path, events[member]]))
  expect(allowedBy('events:source', /DholBus/, /PutEvents/)).toEqual(each('source'))
  expect(allowedBy('events:detail-type', /DholBus/, /PutEvents/)).toEqual(each('names'))
})

test('mail comes from the one address of the stage', () => {
  const senders = allowedBy('ses:FromAddress', /:identity\/\*/)
  expect(Object.keys(senders)).toHaveLength(3)
  for (const from of Object.values(senders))
    expect(from).toEqual([{ 'Fn::Join': ['', ['no-reply@', { Ref: 'MailDomain' }]] }])
})

test('a condition on all values of a key asks for the key as well', () => {
  const onAll = statementsOf(resources).flatMap(({ id, Condition = {} }) =>
    Object.entries(Condition)
      .filter(([operator]) => operator.startsWith('ForAllValues:'))
      .flatMap(([, keys]) => Object.keys(keys).map((key) => ({ id, key, present: Condition.Null?.[key] }))),
  )
  expect(onAll.length).toBeGreaterThan(20)
  for (const { id, key, present } of onAll) expect(present, `${id} ${key}`).toBe('false')
})

test.each([
  ['scheduler.amazonaws.com', 5],
  ['states.amazonaws.com', 1],
])('%s takes a role of ours for this account alone', (service, count) => {
  const taken = ofType(resources, 'AWS::IAM::Role')
    .flatMap(({ properties }) => properties.AssumeRolePolicyDocument.Statement)
    .filter(({ Principal }) => Principal.Service === service)
  expect(taken).toHaveLength(count)
  for (const { Condition } of taken)
    expect(Condition).toEqual({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } })
})
