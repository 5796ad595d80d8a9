import { describe, expect, test } from 'vitest'
import { idPrefixes } from '../../contracts/common.ts'
import { endpoints } from '../../contracts/index.ts'
import { schedules, subscriptions } from '../../contracts/triggers.ts'
import { environmentInOnePlace, filesAreShort, prefixesDiffer, zodAsNamespace } from './source-conventions.ts'
import { changedTree, readTree } from './tree.ts'

const files = readTree()
const { withFiles } = changedTree(files)

test('the tree that is looked at is the whole one', () => {
  expect(Object.keys(files).length).toBeGreaterThan(300)
  expect(Object.keys(endpoints).length).toBeGreaterThan(10)
  expect(schedules.length + subscriptions.length).toBeGreaterThan(1)
  for (const folder of [
    'bin',
    'contracts',
    'functions',
    'lib',
    'local',
    'migrations',
    'scripts',
    'tests',
    'web/src',
  ]) {
    expect(Object.keys(files).some((path) => path.startsWith(`${folder}/`))).toBe(true)
  }
})

describe('no file is longer than two hundred lines', () => {
  test('in Dhol', () => expect(filesAreShort(files)).toEqual([]))
  const lines = (count: number) => '// a line\n'.repeat(count)
  test.each([
    'functions/auth/planted.ts',
    'web/src/ui/planted.tsx',
    'migrations/9999_planted.sql',
    'planted.mjs',
  ])('a breach is found: %s', (path) => {
    expect(filesAreShort({ [path]: lines(200) })).toEqual([])
    expect(filesAreShort({ [path]: lines(201) })).toEqual([
      `${path} has 201 lines, and 200 is the most: make two files of it`,
    ])
  })
})

describe('the environment is read in one place', () => {
  test('in Dhol', () => expect(environmentInOnePlace(files)).toEqual([]))
  test('a breach is found', () => {
    const tree = withFiles({ 'functions/auth/planted.ts': 'const stage = process.env.STAGE' })
    expect(environmentInOnePlace(tree)).toEqual([expect.stringMatching(/planted.ts reads/)])
  })
})

describe('no two kinds of id begin alike', () => {
  test('in Dhol', () => expect(prefixesDiffer(idPrefixes)).toEqual([]))
  test('a breach is found', () => {
    expect(prefixesDiffer({ ...idPrefixes, brief: 'brd' })).toEqual([
      expect.stringMatching(/idPrefixes.brief/),
    ])
  })
})

describe('zod is imported as a namespace', () => {
  test('in Dhol', () => expect(zodAsNamespace(files)).toEqual([]))
  test.each([
    ['a name', '{ z }'],
    ['a name among others', '{ ZodError, z }'],
    ['a type', 'type { z }'],
    ['the default', 'z'],
  ])('a breach is found: %s', (_what, clause) => {
    const tree = withFiles({ 'contracts/planted.ts': `import ${clause} from 'zod'\n` })
    expect(zodAsNamespace(tree)).toEqual([expect.stringMatching(/planted.ts/)])
  })
})
