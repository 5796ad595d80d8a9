import { describe, expect, test } from 'vitest'
import { access } from '../../contracts/access.ts'
import { endpoints } from '../../contracts/index.ts'
import { endpointFiles, rolesAreListed } from './endpoint-conventions.ts'
import type { Files } from './files.ts'
import { changedTree, readTree } from './tree.ts'

const files = readTree()
const { edited, withFiles, without } = changedTree(files)

describe('an endpoint has its file, its function and its route', () => {
  const check = (tree: Files) => endpointFiles(tree, endpoints)
  test('in Dhol', () => expect(check(files)).toEqual([]))
  test.each([
    ['no file', without('functions/creative/api/list-brands.ts'), /list-brands.ts is missing/],
    [
      'another name',
      edited('functions/auth/api/sessions/login.ts', 'const login', 'const logIn'),
      /must export login/,
    ],
    [
      'no route',
      edited('functions/auth/api.ts', "import { getMe } from './api/accounts/get-me.ts'", ''),
      /does not use getMe/,
    ],
    ['no contract', withFiles({ 'functions/auth/api/log-off.ts': '' }), /fulfils no endpoint/],
    [
      'not in the index',
      edited('contracts/index.ts', '...realtimeEndpoints,', ''),
      /leaves out realtimeEndpoints/,
    ],
  ])('a breach is found: %s', (_what, tree, says) => {
    expect(check(tree)).toEqual([expect.stringMatching(says)])
  })
})

describe('each endpoint for members has its roles', () => {
  const member = { auth: 'member' }
  test('in Dhol', () => expect(rolesAreListed(endpoints, access)).toEqual([]))
  test.each([
    ['no roles', { listBrands: member }, {}, /nobody may call listBrands/],
    ['roles of nobody', { listBrands: member }, { listBrands: [] }, /nobody may call listBrands/],
    [
      'roles for all',
      { getHealth: { auth: 'public' } },
      { getHealth: ['owner'] },
      /getHealth asks for no role/,
    ],
  ])('a breach is found: %s', (_what, planted, roles, says) => {
    expect(rolesAreListed(planted, roles)).toEqual([expect.stringMatching(says)])
  })
})
