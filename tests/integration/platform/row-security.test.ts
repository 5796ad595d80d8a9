import sql, { raw, type Sql } from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listOwnEntries } from '../../../functions/audit/entries.sql.ts'
import type { Db } from '../../../functions/platform/data/db.ts'
import { sweeperOf } from '../../../lib/names.ts'
import { databaseRoles } from '../../../lib/services/index.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { testLogins } from '../../support/cloud/database-logins.ts'
import { listTenantTables, openSuperuser, type Superuser } from '../../support/cloud/superuser.ts'
import { makeTenant, type Tenant } from '../../support/people/tenants.ts'
import { newId } from '../../support/requests/endpoint-callers.ts'

const cloud = testCloud()
const as = testLogins(cloud)
let superuser: Superuser
let mine: Tenant
let theirs: Tenant
beforeAll(async () => {
  superuser = openSuperuser(cloud().databaseUrl)
  mine = await makeTenant(superuser, 'Chai Point')
  theirs = await makeTenant(superuser, 'Not Yours')
})
afterAll(() => superuser?.end())

const tenantTables = [
  'audit.entries',
  'auth.api_keys',
  'auth.invitations',
  'auth.members',
  'auth.workspaces',
  'creative.brands',
  'creative.deletions',
  'creative.generations',
  'creative.pictures',
]
const serviceOf = (table: string) => table.split('.')[0] ?? ''
/** Who reads which: a service its own, and its sweep too. */
const readable = tenantTables.flatMap((table) =>
  databaseRoles
    .filter((login) => [serviceOf(table), sweeperOf(serviceOf(table))].includes(login))
    .map((login) => [login, table] as const),
)

const ownerColumn = (table: string) => raw(table === 'auth.workspaces' ? 'id' : 'workspace_id')

/** Whose rows a select without `where` gives. */
const seenBy = async (db: Db, table: string) => {
  const rows = await db.rows<{ workspaceId: string | null }>(
    sql`select distinct ${ownerColumn(table)} as "workspaceId" from ${raw(table)}`,
  )
  return rows.map(({ workspaceId }) => workspaceId)
}

test('no table with a workspace is left out below', async () => {
  const tables = (await listTenantTables(superuser)).map(({ table }) => table)
  expect(tenantTables).toEqual(tables.sort())
  expect(new Set(readable.map(([, table]) => table))).toEqual(new Set(tenantTables))
})

describe('a select without where', () => {
  test.each(readable.filter((each) => each.join() !== 'creative-sweep,creative.generations'))(
    'as %s of %s finds the rows of the tenant, and without a tenant none',
    async (login, table) => {
      const tenant = as(login).of({ workspaceId: mine.workspaceId })
      expect(await seenBy(tenant, table)).toEqual([mine.workspaceId])
      expect(await tenant.transaction((tx) => seenBy(tx, table))).toEqual([mine.workspaceId])
      // The same connection, right after it.
      expect(await seenBy(as(login), table)).toEqual([])
      expect(await as(login).session((session) => seenBySession(session, table))).toEqual([])
    },
  )

  test('as somebody who belongs to one workspace finds that one', async () => {
    const person = as('auth').of({ userId: mine.owner.id })
    expect(await seenBy(person, 'auth.members')).toEqual([mine.workspaceId])
    expect(await seenBy(person, 'auth.workspaces')).toEqual([mine.workspaceId])
    expect(await seenBy(person, 'auth.invitations')).toEqual([])
  })

  test('as somebody finds what was done to their own account', async () => {
    const entryOf = (actorId: string) => ({
      id: newId('aud'),
      at: new Date(),
      actor_kind: 'person',
      actor_id: actorId,
      actor_name: 'x',
      action: 'session.opened',
      subject: newId('ses'),
    })
    const own = entryOf(mine.owner.id)
    for (const entry of [own, entryOf(theirs.owner.id)]) await superuser.insert('audit.entries', entry)
    const seen = (db: Db) => db.rows<{ id: string }>(sql`select id from audit.entries`)
    expect(await seen(as('audit').of({ userId: mine.owner.id }))).toEqual([{ id: own.id }])
    const db = as('audit').of({ workspaceId: theirs.workspaceId, userId: mine.owner.id })
    const inWorkspace = await listOwnEntries(db, theirs.owner.id, { limit: 100 })
    expect(inWorkspace).toEqual([])
  })

  test('as a sweep finds generations under way in all workspaces, and no other generation, brand or picture', async () => {
    const all = [mine.underWay, mine.ended, theirs.underWay, theirs.ended]
    const find = sql`select id from creative.generations where id = any(${all})`
    const generations = await as('creative-sweep').rows<{ id: string }>(find)
    expect(generations.map(({ id }) => id).sort()).toEqual([mine.underWay, theirs.underWay].sort())
    const update = sql`update creative.generations set lost_runs = 9 returning id`
    expect(await as('creative-sweep').rows(update)).toEqual([])
    for (const table of ['creative.brands', 'creative.pictures']) {
      expect(await seenBy(as('creative-sweep'), table)).toEqual([])
    }
  })
})

test('a sweep finds deletions that are due in all workspaces, and touches none before it acts there', async () => {
  const due = await Promise.all(
    [mine, theirs].map(async ({ workspaceId, owner }) => {
      const id = newId('del')
      await superuser.insert('creative.deletions', {
        id,
        workspace_id: workspaceId,
        kind: 'brand',
        subject_id: newId('brd'),
        title: 'x',
        deleted_by: 'x',
        deleted_by_id: owner.id,
        deleted_at: new Date(Date.now() - 31 * 24 * 60 * 60_000),
      })
      return id
    }),
  )
  const tenants = [mine.workspaceId, theirs.workspaceId]
  const find = sql`select id from creative.deletions where workspace_id = any(${tenants})`
  const found = await as('creative-sweep').rows<{ id: string }>(find)
  expect(found.map(({ id }) => id).sort()).toEqual(due.sort())
  expect(await as('creative').rows(find)).toEqual([])
  const remove = sql`delete from creative.deletions where workspace_id = any(${tenants}) returning id`
  expect(await as('creative-sweep').rows(remove)).toEqual([])
  await expect(as('creative').of(mine).rows(remove)).rejects.toThrow('permission denied')
  await superuser.rows('delete from creative.deletions where id = any($1)', [due])
})

const seenBySession = async (session: { query(text: string): Promise<{ rows: unknown[] }> }, table: string) =>
  (await session.query(`select 1 from ${table}`)).rows

const otherRow = /new row violates row-level security policy/

describe('writing', () => {
  const brandOf = (workspaceId: string) => sql`
    insert into creative.brands (id, workspace_id, name, sells, audience, colours, tone, created_at)
    values (${newId('brd')}, ${workspaceId}, 'x', '', '', '{}', '', now())`
  const entryOf = (workspaceId: string | null) => sql`
    insert into audit.entries (id, workspace_id, at, actor_kind, actor_name, action, subject)
    values (${newId('aud')}, ${workspaceId}, now(), 'person', 'x', 'brand.made', 'x')`
  const memberOf = (workspaceId: string, userId: string) => sql`
    insert into auth.members (workspace_id, user_id, role, created_at)
    values (${workspaceId}, ${userId}, 'owner', now())`
  const keyOf = (workspaceId: string) => sql`
    insert into auth.api_keys (id, workspace_id, name, role, hash, hint, created_by, created_at)
    values (${newId('key')}, ${workspaceId}, 'x', 'editor', ${newId('key')}, '', '', now())`

  test('into another workspace is refused', async () => {
    const tenant = { workspaceId: mine.workspaceId, userId: mine.owner.id }
    const foreign: [string, Sql][] = [
      ['creative', brandOf(theirs.workspaceId)],
      ['creative-sweep', brandOf(theirs.workspaceId)],
      ['auth', memberOf(theirs.workspaceId, mine.owner.id)],
      ['auth', keyOf(theirs.workspaceId)],
      ...databaseRoles.map((login): [string, Sql] => [login, entryOf(theirs.workspaceId)]),
      ...databaseRoles
        .filter((login) => !['auth', sweeperOf('auth')].includes(login))
        .map((login): [string, Sql] => [login, entryOf(null)]),
    ]
    for (const [login, statement] of foreign) {
      await expect(as(login).of(tenant).rows(statement)).rejects.toThrow(otherRow)
      await expect(as(login).rows(statement)).rejects.toThrow(otherRow)
    }
    for (const login of databaseRoles) await as(login).of(tenant).rows(entryOf(mine.workspaceId))
    await as('creative').of(tenant).rows(brandOf(mine.workspaceId))
    await as('auth').of(tenant).rows(keyOf(mine.workspaceId))
  })

  test('a row over to another workspace is refused, and an update without where keeps to the tenant', async () => {
    const db = as('creative').of({ workspaceId: mine.workspaceId })
    const move = sql`update creative.brands set workspace_id = ${theirs.workspaceId}`
    await expect(db.rows(move)).rejects.toThrow(otherRow)
    await db.rows(sql`update creative.brands set tone = 'loud'`)
    const loud = await superuser.rows(
      `select distinct workspace_id from creative.brands where tone = 'loud' and workspace_id = any($1)`,
      [[mine.workspaceId, theirs.workspaceId]],
    )
    expect(loud).toEqual([{ workspace_id: mine.workspaceId }])
  })
})
