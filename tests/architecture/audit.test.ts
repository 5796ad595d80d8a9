import { describe, expect, test } from 'vitest'
import { type ActionWords, auditActions, type NounWords } from '../../contracts/audit-actions.ts'
import { type EndpointDefinition, endpoint } from '../../contracts/endpoint.ts'
import { endpoints } from '../../contracts/index.ts'
import { actionsAreUsed, endpointsRecord } from './audit-conventions.ts'
import { changedTree, readTree } from './tree.ts'

const files = readTree()
const { edited, withFiles } = changedTree(files)

const withEndpoint = (name: string, planted: Partial<EndpointDefinition>) => ({
  ...endpoints,
  [name]: { ...endpoints[name], ...planted } as EndpointDefinition,
})

const createBrand = 'functions/creative/api/create-brand.ts'
const made = 'functions/auth/workspaces/made.ts'

describe('an endpoint records what its contract announces', () => {
  test('in Dhol', () => expect(endpointsRecord(files, endpoints)).toEqual([]))
  test.each([
    [
      'no record',
      edited(createBrand, 'await record(', 'await publish('),
      [/create-brand.ts never records brand.made/],
    ],
    [
      'no record in a helper',
      edited('functions/auth/sessions/open-session.ts', 'await record(', 'await publish('),
      [/login.ts never records session.opened/],
    ],
    [
      'no transaction',
      edited(createBrand, 'db.transaction(async (tx) =>', 'Promise.resolve(db).then(async (tx) =>'),
      [/create-brand.ts opens no transaction/],
    ],
    ['another action', edited(createBrand, "'brand.made'", "'brand.changed'"), [/never records brand.made/]],
    [
      'another action in a helper',
      edited(made, "action: 'api_key.revoked'", "action: 'api_key.made'"),
      ['reset-password', 'take-back-account', 'change-member', 'leave-workspace', 'remove-member'].map(
        (name) => new RegExp(`${name}.ts never records api_key.revoked`),
      ),
    ],
  ])('a breach is found: %s', (_what, tree, says) => {
    expect(endpointsRecord(tree, endpoints).sort()).toEqual(says.map((each) => expect.stringMatching(each)))
  })
  test('a breach is found: it announces nothing', () => {
    const planted = withEndpoint('renameWorkspace', { audits: undefined, unaudited: 'No reason.' })
    expect(endpointsRecord(files, planted)).toEqual([
      expect.stringMatching(/rename-workspace.ts records, and its contract announces no action/),
    ])
  })
})

describe('each action is recorded by somebody', () => {
  test('in Dhol', () => expect(actionsAreUsed(files, endpoints, auditActions)).toEqual([]))
  test('a breach is found', () => {
    const actions = [...auditActions, 'brand.lost']
    expect(actionsAreUsed(files, endpoints, actions)).toEqual([
      expect.stringMatching(/nobody records brand.lost/),
    ])
    const swept = withFiles({ 'functions/creative/schedules/planted.ts': "{ action: 'brand.lost' }" })
    expect(actionsAreUsed(swept, endpoints, actions)).toEqual([])
  })
})

/** Found by the compiler: `npm run check:types` fails where one of these compiles. */
test('what is not announced or not worded does not compile', () => {
  const writing = {
    ...endpoints.createBrand,
    service: 'creative',
    method: 'POST',
    audits: undefined,
  } as const
  // @ts-expect-error it neither audits nor says why not
  endpoint(writing)
  // @ts-expect-error nobody knows this action
  endpoint({ ...writing, audits: ['brand.lost'] })
  // @ts-expect-error a GET changes nothing
  endpoint({ ...writing, method: 'GET', audits: ['brand.made'] })
  // @ts-expect-error renamed has no word
  const words: ActionWords<'workspace.made' | 'workspace.renamed'> = { workspace: { made: 'Made it' } }
  // @ts-expect-error nor has any noun
  const nouns: NounWords = {}
  expect([words, nouns]).toHaveLength(2)
})
