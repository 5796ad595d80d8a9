import sql, { raw, Sql } from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listEntries } from '../../functions/audit/entries.sql.ts'
import { listApiKeys } from '../../functions/auth/api-keys.sql.ts'
import { listInvitations } from '../../functions/auth/invitations.sql.ts'
import { listMembers } from '../../functions/auth/members.sql.ts'
import { renameWorkspace } from '../../functions/auth/workspaces.sql.ts'
import { listBrands } from '../../functions/creative/brands.sql.ts'
import { findGeneration, listGenerations } from '../../functions/creative/generations.sql.ts'
import { type Database, type Db, openDatabase, type Row } from '../../functions/platform/db.ts'
import { testCloud } from '../support/cloud.ts'
import { newId } from '../support/endpoint-callers.ts'
import { listTenantTables, openSuperuser, type Superuser } from '../support/superuser.ts'
import { makeTenant, type Tenant } from '../support/tenants.ts'

const cloud = testCloud()

const logins = ['app', 'identity', 'system'] as const
type Login = (typeof logins)[number]

let superuser: Superuser
let mine: Tenant
let theirs: Tenant
const databases = new Map<Login, Database>()

/** The database as functions have it that log in as this role. */
const as = (login: Login) => {
  const database = databases.get(login)
  if (!database) throw new Error(`nobody logged in as ${login}`)
  return database
}

const credentialsOf = (login: Login): { username: string; password: string } => {
  const { assembly, aws } = cloud()
  const name = assembly.secrets.find((secret) => secret.name.endsWith(`/database-${login}`))?.name ?? ''
  return JSON.parse(aws.readSecret(name) ?? '{}')
}

beforeAll(async () => {
  const { databaseUrl } = cloud()
  superuser = openSuperuser(databaseUrl)
  const { hostname: host, port, pathname } = new URL(databaseUrl)
  for (const login of logins) {
    const { username: user, password } = credentialsOf(login)
    const config = { host, port: Number(port), database: pathname.slice(1), user, password }
    databases.set(
      login,
      openDatabase(async () => config),
    )
  }
  mine = await makeTenant(superuser, 'Chai Point')
  theirs = await makeTenant(superuser, 'Not Yours')
})
afterAll(() => Promise.all([superuser?.end(), ...[...databases.values()].map((each) => each.end())]))

const roleNames = logins.map((login) => `dhol_${login}`)

describe('what the database says of itself', () => {
  test('every table with a workspace has row-level security, enabled, forced, and with a policy', async () => {
    const tables = await listTenantTables(superuser)
    expect(tables.length).toBeGreaterThanOrEqual(8)
    const open = await superuser.rows<{ table: string }>(
      `select c.oid::regclass::text as table from pg_class c
        where c.oid::regclass::text = any($1) and not (c.relrowsecurity and c.relforcerowsecurity
          and exists (select from pg_policy p where p.polrelid = c.oid))`,
      [tables.map(({ table }) => table)],
    )
    expect(open.map(({ table }) => table)).toEqual([])
  })

  test('a policy lets in by workspace or person, or for a reason that stands here', async () => {
    const reasons: Record<string, string> = {
      'auth.members gate dhol_gate': 'the way in looks for the membership before it knows the workspace',
      'auth.workspaces gate dhol_gate': 'as above, for the tier',
      'auth.api_keys gate dhol_gate': 'a key says by its hash alone whose it is',
      'creative.generations under_way dhol_system': 'the sweep looks for lost orders in all workspaces',
      'audit.entries of_nobody dhol_identity': 'what people do about themselves belongs to no workspace',
    }
    const policies = await superuser.rows<{ name: string; rule: string }>(
      `select schemaname || '.' || tablename || ' ' || policyname || ' ' || array_to_string(roles, ',') as name,
        coalesce(qual, '') || ' ' || coalesce(with_check, '') as rule from pg_policies order by 1`,
    )
    const bound = /current_setting\('dhol\.(workspace|person)'::text, true\)/
    const others = policies.filter(({ rule }) => !bound.test(rule)).map(({ name }) => name)
    expect(others).toEqual(Object.keys(reasons).sort())
  })

  test('the roles that functions log in as are nobody special and own nothing', async () => {
    const roles = await superuser.rows(
      `select rolname as role from pg_roles
        where rolname = any($1) and rolcanlogin and not rolsuper and not rolbypassrls and not rolcreaterole
          and not rolcreatedb and not rolreplication order by 1`,
      [roleNames],
    )
    expect(roles.map(({ role }) => role)).toEqual(roleNames)
    const owned = await superuser.rows(
      `select d.objid::text from pg_shdepend d where d.deptype = 'o' and d.refobjid = any($1::regrole[])`,
      [roleNames],
    )
    expect(owned).toEqual([])
    // Of each other's only what `dhol_app` may: not the owner, nor the one that looks across workspaces.
    const memberships = await superuser.rows(
      `select member::regrole::text || ' in ' || roleid::regrole as membership
        from pg_auth_members where member = any($1::regrole[]) order by 1`,
      [roleNames],
    )
    expect(memberships.map(({ membership }) => membership)).toEqual([
      'dhol_identity in dhol_app',
      'dhol_system in dhol_app',
    ])
  })

  test('nothing else goes round the policies: no view, and of functions only the two at the way in', async () => {
    const views = await superuser.rows(
      `select oid::regclass::text from pg_class where relkind in ('v', 'm')
        and relnamespace::regnamespace::text in ('auth', 'creative', 'audit', 'access', 'public')`,
    )
    expect(views).toEqual([])
    const functions = await superuser.rows(
      `select p.oid::regproc::text as name, p.proowner::regrole::text as owner, p.proconfig as settings
        from pg_proc p where p.prosecdef order by 1`,
    )
    const asGate = { owner: 'dhol_gate', settings: ['search_path=""'] }
    expect(functions).toEqual([
      { name: 'access.enter_as_person', ...asGate },
      { name: 'access.enter_with_key', ...asGate },
    ])
    const [gate] = await superuser.rows(
      `select rolcanlogin or rolsuper or rolbypassrls as special from pg_roles where rolname = 'dhol_gate'`,
    )
    expect(gate).toEqual({ special: false })
  })
})

const ofCreative = ['creative.brands', 'creative.generations', 'creative.items', 'audit.entries']
const ofAuth = ['auth.workspaces', 'auth.members', 'auth.invitations', 'auth.api_keys']
const readable = [
  ...ofCreative.map((table) => ['app', table] as const),
  ...ofAuth.map((table) => ['identity', table] as const),
  ...ofCreative.map((table) => ['identity', table] as const),
  ...ofCreative.map((table) => ['system', table] as const),
]

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
  expect([...ofCreative, ...ofAuth].sort()).toEqual(tables.sort())
})

describe('a select without where', () => {
  test.each(readable.filter(([login, table]) => login !== 'system' || table !== 'creative.generations'))(
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
    const person = as('identity').of({ userId: mine.owner.id })
    expect(await seenBy(person, 'auth.members')).toEqual([mine.workspaceId])
    expect(await seenBy(person, 'auth.workspaces')).toEqual([mine.workspaceId])
    expect(await seenBy(person, 'auth.invitations')).toEqual([])
  })

  test('as system finds orders under way in all workspaces, and no other order, brand or picture', async () => {
    const orders = await as('system').rows<{ id: string }>(sql`select id from creative.generations`)
    expect(orders.map(({ id }) => id).sort()).toEqual([mine.underWay, theirs.underWay].sort())
    const update = sql`update creative.generations set lost_runs = 9 returning id`
    expect(await as('system').rows(update)).toEqual([])
    for (const table of ['creative.brands', 'creative.items']) {
      expect(await seenBy(as('system'), table)).toEqual([])
    }
  })

  test.each(['app', 'identity'] as const)('as %s finds no order without a tenant', async (login) => {
    expect(await seenBy(as(login), 'creative.generations')).toEqual([])
  })
})

const seenBySession = async (session: { query(text: string): Promise<{ rows: unknown[] }> }, table: string) =>
  (await session.query(`select 1 from ${table}`)).rows

/** The database with every comparison of a workspace taken out of the statements, as if it had been forgotten. */
const forgetful = (db: Database): Database => ({
  ...db,
  rows: <T extends Row>(statement: Sql) => {
    const strings = statement.strings.map((text) => text.replace(/[\w.]*workspace_id = $/, `'' <> `))
    if (strings.every((text, index) => text === statement.strings[index])) {
      throw new Error(`nothing to forget in: ${statement.text}`)
    }
    return db.rows<T>(new Sql(strings, statement.values))
  },
})

describe('a function of ours whose where was forgotten gives the rows of the tenant alone', () => {
  const page = { limit: 100 }
  const idsOf = (found: { id: string }[]) => found.map(({ id }) => id).sort()
  const lists: [string, Login, (db: Db, workspaceId: string) => Promise<{ id: string }[]>][] = [
    ['listBrands', 'app', (db, id) => listBrands(db, id, page)],
    ['listGenerations', 'app', (db, id) => listGenerations(db, id, page)],
    ['listEntries', 'app', (db, id) => listEntries(db, id, {}, page)],
    ['listMembers', 'identity', (db, id) => listMembers(db, id)],
    ['listInvitations', 'identity', (db, id) => listInvitations(db, id, new Date())],
    ['listApiKeys', 'identity', (db, id) => listApiKeys(db, id)],
  ]
  test.each(lists)('%s', async (_, login, list) => {
    const db = as(login).of({ workspaceId: mine.workspaceId })
    const right = idsOf(await list(db, mine.workspaceId))
    expect(right).not.toEqual([])
    expect(idsOf(await list(forgetful(db), mine.workspaceId))).toEqual(right)
    expect(idsOf(await list(forgetful(db), theirs.workspaceId))).toEqual(right)
    expect(await list(db, theirs.workspaceId)).toEqual([])
  })

  test('findGeneration', async () => {
    const db = as('app').of({ workspaceId: mine.workspaceId })
    expect(await findGeneration(forgetful(db), mine.workspaceId, theirs.ended)).toBeUndefined()
    expect(await findGeneration(forgetful(db), mine.workspaceId, mine.ended)).toMatchObject({
      id: mine.ended,
    })
  })

  test('and renames nothing of somebody else', async () => {
    const db = as('identity').of({ workspaceId: mine.workspaceId })
    expect(await renameWorkspace(db, theirs.workspaceId, 'Taken over')).toBeUndefined()
    await db.rows(sql`update auth.workspaces set name = 'Chai Point again'`)
    const names = await superuser.rows(`select name from auth.workspaces where id = $1`, [theirs.workspaceId])
    expect(names).toEqual([{ name: 'Not Yours' }])
  })
})

const otherRow = /new row violates row-level security policy/
const denied = /permission denied/

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
    const foreign: [Login, Sql][] = [
      ['app', brandOf(theirs.workspaceId)],
      ['app', entryOf(theirs.workspaceId)],
      ['app', entryOf(null)],
      ['identity', memberOf(theirs.workspaceId, mine.owner.id)],
      ['identity', keyOf(theirs.workspaceId)],
      ['identity', entryOf(theirs.workspaceId)],
      ['system', brandOf(theirs.workspaceId)],
    ]
    for (const [login, statement] of foreign) {
      await expect(as(login).of(tenant).rows(statement)).rejects.toThrow(otherRow)
      await expect(as(login).rows(statement)).rejects.toThrow(otherRow)
    }
    await as('app').of(tenant).rows(brandOf(mine.workspaceId))
    await as('identity').of(tenant).rows(keyOf(mine.workspaceId))
  })

  test('a row over to another workspace is refused, and an update without where keeps to the tenant', async () => {
    const db = as('app').of({ workspaceId: mine.workspaceId })
    const move = sql`update creative.brands set workspace_id = ${theirs.workspaceId}`
    await expect(db.rows(move)).rejects.toThrow(otherRow)
    await db.rows(sql`update creative.brands set tone = 'loud'`)
    const loud = await superuser.rows(`select distinct workspace_id from creative.brands where tone = 'loud'`)
    expect(loud).toEqual([{ workspace_id: mine.workspaceId }])
  })
})

describe('the audit is append-only', () => {
  const changes = [
    `update audit.entries set actor_name = 'nobody'`,
    'delete from audit.entries',
    'truncate audit.entries',
  ]
  test.each(changes)('%s is not granted, and refused even to who may do anything', async (change) => {
    for (const login of logins) {
      const db = as(login).of({ workspaceId: mine.workspaceId })
      await expect(db.rows(sql`${raw(change)}`)).rejects.toThrow(denied)
    }
    await expect(superuser.rows(change)).rejects.toThrow('audit.entries is append-only')
  })

  test('the trigger cannot be gone round by a role of a function', async () => {
    for (const login of logins) {
      const db = as(login)
      await expect(db.rows(sql`set session_replication_role = replica`)).rejects.toThrow(denied)
      await expect(db.rows(sql`alter table audit.entries disable trigger all`)).rejects.toThrow('owner')
    }
  })
})

describe('what a role has no business with', () => {
  const identityTables = [
    'auth.users',
    'auth.sessions',
    'auth.refresh_tokens',
    'auth.links',
    'auth.second_factors',
    'auth.recovery_codes',
    'auth.api_keys',
    'auth.invitations',
    'auth.members',
    'auth.workspaces',
  ]
  test.each(identityTables)('%s is closed to app and system', async (table) => {
    for (const login of ['app', 'system'] as const) {
      const db = as(login).of({ workspaceId: mine.workspaceId, userId: mine.owner.id })
      await expect(db.rows(sql`select 1 from ${raw(table)}`)).rejects.toThrow(denied)
    }
  })

  test('nobody becomes somebody else', async () => {
    const [{ owner } = { owner: '' }] = await superuser.rows<{ owner: string }>(
      `select tableowner as owner from pg_tables where tablename = 'entries'`,
    )
    for (const login of logins) {
      for (const role of [
        owner,
        'dhol_gate',
        'postgres',
        login === 'system' ? 'dhol_identity' : 'dhol_system',
      ]) {
        await expect(as(login).rows(sql`set role ${raw(`"${role}"`)}`)).rejects.toThrow(
          /permission denied|does not exist/,
        )
      }
    }
  })

  test('no role makes anything new', async () => {
    for (const login of logins) {
      for (const schema of ['auth', 'creative', 'audit', 'access', 'public']) {
        const create = sql`create table ${raw(schema)}.mine (id text)`
        await expect(as(login).rows(create)).rejects.toThrow(denied)
      }
    }
  })
})
