import { describe, expect, test } from 'vitest'
import type { Files } from './files.ts'
import { servicesAreGathered, servicesIntroduceThemselves } from './service-conventions.ts'
import { changedTree, deployedServices, readTree } from './tree.ts'

const files = readTree()
const services = deployedServices()
const { edited, withFiles, without } = changedTree(files)

describe('each service is deployed', () => {
  const check = (tree: Files) => servicesAreGathered(tree, services)
  test('in Dhol', () => expect(check(files)).toEqual([]))
  test.each([
    ['left out', withFiles({ 'lib/services/planted.ts': '' }), /index.ts leaves out lib.services.planted.ts/],
    [
      'taken out',
      edited('lib/services/index.ts', "import { audit } from './audit.ts'", ''),
      /leaves out .*audit.ts/,
    ],
    ['no file', without('lib/services/realtime.ts'), /realtime.ts is missing/],
  ])('a breach is found: %s', (_what, tree, says) => {
    expect(check(tree)).toEqual([expect.stringMatching(says)])
  })
})

describe('each service says in ten lines what it is', () => {
  const check = (tree: Files) => servicesIntroduceThemselves(tree, services)
  test('in Dhol', () => expect(check(files)).toEqual([]))
  test('breaches are found', () => {
    expect(check(without('functions/auth/README.md'))).toEqual([expect.stringMatching(/is missing/)])
    expect(check(withFiles({ 'functions/auth/README.md': 'line\n'.repeat(11) }))).toEqual([
      expect.stringMatching(/longer than ten lines/),
    ])
  })
})
