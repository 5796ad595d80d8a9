import { describe, expect, test } from 'vitest'
import { access } from '../../contracts/access.ts'
import { idPrefixes } from '../../contracts/common.ts'
import { events, eventsOf } from '../../contracts/events.ts'
import { endpoints } from '../../contracts/index.ts'
import { schedules, subscriptions } from '../../contracts/triggers.ts'
import { webhooks } from '../../contracts/webhooks.ts'
import { functionPaths } from '../../lib/bundle.ts'
import { lists } from '../support/database/lists.ts'
import * as conventions from './conventions.ts'
import { changedTree, readTree } from './tree.ts'

const files = readTree()
const triggers = [...schedules, ...subscriptions]
/** Folders of functions with an entry of a Lambda in them. */
const services = [...new Set(functionPaths().map((path) => path.split('/')[0] ?? ''))]

const { edited, withFiles, without } = changedTree(files)
const machine = 'state-machines/creative/generate-pictures.asl.json'

test('the tree that is looked at is the whole one', () => {
  expect(Object.keys(files).length).toBeGreaterThan(300)
  expect(Object.keys(endpoints).length).toBeGreaterThan(10)
  expect(triggers.length).toBeGreaterThan(1)
})

describe('an endpoint has its file, its function and its route', () => {
  const check = (tree: conventions.Files) => conventions.endpointFiles(tree, endpoints)
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
  test('in Dhol', () => expect(conventions.rolesAreListed(endpoints, access)).toEqual([]))
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
    expect(conventions.rolesAreListed(planted, roles)).toEqual([expect.stringMatching(says)])
  })
})

describe('SQL stands in .sql.ts files', () => {
  test('in Dhol', () => expect(conventions.statementsInSqlFiles(files)).toEqual([]))
  test.each([
    "import sql from 'sql-template-tag'",
    'const all = sql`select 1`',
    "await client.query('select 1')",
  ])('a breach is found: %s', (planted) => {
    const tree = withFiles({ 'functions/auth/planted.ts': planted })
    expect(conventions.statementsInSqlFiles(tree)).toEqual([expect.stringMatching(/planted.ts holds SQL/)])
  })
})

describe('SQL names its columns', () => {
  test('in Dhol', () => expect(conventions.columnsAreNamed(files)).toEqual([]))
  test.each(['select * from creative.brands', 'insert into creative.brands default values returning b.*'])(
    'a breach is found: %s',
    (statement) => {
      const tree = withFiles({ 'functions/creative/planted.sql.ts': `db.rows(sql\`\n${statement}\`)` })
      expect(conventions.columnsAreNamed(tree)).toEqual([expect.stringMatching(/planted.sql.ts asks for/)])
    },
  )
})

describe('SQL names the schema of its own service', () => {
  test('in Dhol', () => expect(conventions.ownSchemaOnly(files)).toEqual([]))
  test.each([
    'select id from auth.users',
    'update auth.users set name = 1',
    'delete from "auth".users',
    'insert into public.notes',
  ])('a breach is found: %s', (statement) => {
    const tree = withFiles({ 'functions/creative/planted.sql.ts': `sql\`${statement}\`` })
    expect(conventions.ownSchemaOnly(tree)).toEqual([expect.stringMatching(/names the schema/)])
  })
})

describe('a task of a machine is a step, ends in time and is tried again', () => {
  test('in Dhol', () => expect(conventions.tasksHaveSteps(files)).toEqual([]))
  test.each([
    [
      'no such step',
      edited(machine, `"\${FailGeneration}"`, `"\${LoseGeneration}"`),
      /there is no .*lose-generation.ts/,
    ],
    ['no timeout', edited(machine, '"TimeoutSeconds": 190,', ''), /RenderPictures needs TimeoutSeconds/],
    [
      'no retries',
      edited(machine, /"Retry": \[\s*\{ "ErrorEquals": \["States.ALL"\][^\]]*\],/, ''),
      /needs Retry/,
    ],
    ['no machine', withFiles({ 'functions/creative/steps/planted.ts': '' }), /step of no machine/],
  ])('a breach is found: %s', (_what, tree, says) => {
    expect(conventions.tasksHaveSteps(tree)).toContainEqual(expect.stringMatching(says))
  })
})

describe('the environment is read in one place', () => {
  test('in Dhol', () => expect(conventions.environmentInOnePlace(files)).toEqual([]))
  test('a breach is found', () => {
    const tree = withFiles({ 'functions/auth/planted.ts': 'const stage = process.env.STAGE' })
    expect(conventions.environmentInOnePlace(tree)).toEqual([expect.stringMatching(/planted.ts reads/)])
  })
})

describe('schedules and subscriptions have their functions', () => {
  test('in Dhol', () => expect(conventions.triggersHaveHandlers(files, triggers)).toEqual([]))
  test('breaches are found', () => {
    const named = [...triggers, { handler: 'creative/schedules/planted' }]
    expect(conventions.triggersHaveHandlers(files, named)).toEqual([expect.stringMatching(/is missing/)])
    const tree = withFiles({ 'functions/auth/subscribers/planted.ts': '' })
    expect(conventions.triggersHaveHandlers(tree, triggers)).toEqual([expect.stringMatching(/never runs/)])
  })
})

describe('webhooks have their functions', () => {
  const acme = { service: 'auth', vendor: 'acme' }
  const file = 'functions/auth/webhooks/acme.ts'
  test('in Dhol', () => expect(conventions.webhooksHaveHandlers(files, webhooks)).toEqual([]))
  test('nor is one that is planted whole a breach', () => {
    const tree = withFiles({ [file]: '' })
    expect(conventions.webhooksHaveHandlers(tree, [...webhooks, acme])).toEqual([])
  })
  test.each([
    ['no file', files, [acme], /acme.ts is missing/],
    ['no contract', withFiles({ [file]: '' }), [], /acme.ts is called by nobody/],
    ['two at one address', withFiles({ [file]: '' }), [acme, acme], /two webhooks at one address/],
    [
      'no address',
      withFiles({ 'functions/auth/webhooks/Acme.ts': '' }),
      [{ ...acme, vendor: 'Acme' }],
      /lower case/,
    ],
  ])('a breach is found: %s', (_what, tree, more, says) => {
    expect(conventions.webhooksHaveHandlers(tree, [...webhooks, ...more])).toEqual([
      expect.stringMatching(says),
    ])
  })
})

describe('each service is deployed', () => {
  const check = (tree: conventions.Files) => conventions.servicesAreGathered(tree, services)
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

describe('an event has one publisher', () => {
  const check = (planted: Record<string, object>, known: object = events) =>
    conventions.eventsHaveOnePublisher(planted, known, services)
  test('in Dhol', () => expect(check(eventsOf)).toEqual([]))
  test.each([
    ['two publishers', { ...eventsOf, system: eventsOf.creative }, events, /published by another service/],
    ['no such service', { ...eventsOf, planted: {} }, events, /there is no functions.planted/],
    ['not gathered', eventsOf, eventsOf.auth, /leaves out generation.finished of creative/],
  ])('a breach is found: %s', (_what, planted, known, says) => {
    expect(check(planted, known)).toEqual([expect.stringMatching(says)])
  })
})

describe('no two kinds of id begin alike', () => {
  test('in Dhol', () => expect(conventions.prefixesDiffer(idPrefixes)).toEqual([]))
  test('a breach is found', () => {
    expect(conventions.prefixesDiffer({ ...idPrefixes, brief: 'brd' })).toEqual([
      expect.stringMatching(/idPrefixes.brief/),
    ])
  })
})

describe('zod is imported as a namespace', () => {
  test('in Dhol', () => expect(conventions.zodAsNamespace(files)).toEqual([]))
  test.each([
    ['a name', '{ z }'],
    ['a name among others', '{ ZodError, z }'],
    ['a type', 'type { z }'],
    ['the default', 'z'],
  ])('a breach is found: %s', (_what, clause) => {
    const tree = withFiles({ 'contracts/planted.ts': `import ${clause} from 'zod'\n` })
    expect(conventions.zodAsNamespace(tree)).toEqual([expect.stringMatching(/planted.ts/)])
  })
})

describe('each service says in ten lines what it is', () => {
  const check = (tree: conventions.Files) => conventions.servicesIntroduceThemselves(tree, services)
  test('in Dhol', () => expect(check(files)).toEqual([]))
  test('breaches are found', () => {
    expect(check(without('functions/auth/README.md'))).toEqual([expect.stringMatching(/is missing/)])
    expect(check(withFiles({ 'functions/auth/README.md': 'line\n'.repeat(11) }))).toEqual([
      expect.stringMatching(/longer than ten lines/),
    ])
  })
})

describe('the plan of each list is looked at', () => {
  const watched = Object.keys(lists)
  test('in Dhol', () => expect(conventions.listsAreWatched(files, watched)).toEqual([]))
  test.each([
    'export const listNotes = (db: Db) => db.rows(sql`select id from creative.notes`)',
    'export async function newestNotes(db: Db) {\n  return db.rows(sql`\n    select 1\n    limit 20`)\n}',
  ])('a breach is found: %s', (planted) => {
    const tree = withFiles({ 'functions/creative/notes.sql.ts': planted })
    expect(conventions.listsAreWatched(tree, watched)).toEqual([
      expect.stringMatching(/^functions\/creative\/notes.sql.ts \w+Notes: add it/),
    ])
  })
  test('so is one that is watched and gone', () => {
    const tree = without('functions/creative/brands.sql.ts')
    expect(conventions.listsAreWatched(tree, watched)).toEqual([
      expect.stringMatching(/listBrands is no list/),
    ])
  })
})
