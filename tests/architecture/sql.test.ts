import { describe, expect, test } from 'vitest'
import { lists } from '../support/database/lists.ts'
import { columnsAreNamed, listsAreWatched, ownSchemaOnly, statementsInSqlFiles } from './sql-conventions.ts'
import { changedTree, readTree } from './tree.ts'

const files = readTree()
const { withFiles, without } = changedTree(files)

describe('SQL stands in .sql.ts files', () => {
  test('in Dhol', () => expect(statementsInSqlFiles(files)).toEqual([]))
  test.each([
    "import sql from 'sql-template-tag'",
    'const all = sql`select 1`',
    "await client.query('select 1')",
  ])('a breach is found: %s', (planted) => {
    const tree = withFiles({ 'functions/auth/planted.ts': planted })
    expect(statementsInSqlFiles(tree)).toEqual([expect.stringMatching(/planted.ts holds SQL/)])
  })
})

describe('SQL names its columns', () => {
  test('in Dhol', () => expect(columnsAreNamed(files)).toEqual([]))
  test.each(['select * from creative.brands', 'insert into creative.brands default values returning b.*'])(
    'a breach is found: %s',
    (statement) => {
      const tree = withFiles({ 'functions/creative/planted.sql.ts': `db.rows(sql\`\n${statement}\`)` })
      expect(columnsAreNamed(tree)).toEqual([expect.stringMatching(/planted.sql.ts asks for/)])
    },
  )
})

describe('SQL names the schema of its own service', () => {
  test('in Dhol', () => expect(ownSchemaOnly(files)).toEqual([]))
  test.each([
    'select id from auth.users',
    'update auth.users set name = 1',
    'delete from "auth".users',
    'insert into public.notes',
  ])('a breach is found: %s', (statement) => {
    const tree = withFiles({ 'functions/creative/planted.sql.ts': `sql\`${statement}\`` })
    expect(ownSchemaOnly(tree)).toEqual([expect.stringMatching(/names the schema/)])
  })
})

describe('the plan of each list is looked at', () => {
  const watched = Object.keys(lists)
  test('in Dhol', () => expect(listsAreWatched(files, watched)).toEqual([]))
  test.each([
    'export const listNotes = (db: Db) => db.rows(sql`select id from creative.notes`)',
    'export async function newestNotes(db: Db) {\n  return db.rows(sql`\n    select 1\n    limit 20`)\n}',
  ])('a breach is found: %s', (planted) => {
    const tree = withFiles({ 'functions/creative/notes.sql.ts': planted })
    expect(listsAreWatched(tree, watched)).toEqual([
      expect.stringMatching(/^functions\/creative\/notes.sql.ts \w+Notes: add it/),
    ])
  })
  test('so is one that is watched and gone', () => {
    const tree = without('functions/creative/brands.sql.ts')
    expect(listsAreWatched(tree, watched)).toEqual([expect.stringMatching(/listBrands is no list/)])
  })
})
