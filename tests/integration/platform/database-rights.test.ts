import pg from 'pg'
import sql, { raw } from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseRoles as logins } from '../../../lib/services/index.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { roleName, testLogins } from '../../support/cloud/database-logins.ts'
import { listForeignTables, listReach } from '../../support/cloud/reach.ts'
import { listTenantTables, openSuperuser, type Superuser } from '../../support/cloud/superuser.ts'
import { makeTenant, type Tenant } from '../../support/people/tenants.ts'

const cloud = testCloud()
const as = testLogins(cloud)
let superuser: Superuser
let tenant: Tenant
beforeAll(async () => {
  superuser = openSuperuser(cloud().databaseUrl)
  tenant = await makeTenant(superuser, 'Chai Point')
})
afterAll(() => superuser?.end())

const roleNames = logins.map(roleName).sort()
const denied = /permission denied/

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
      'creative.generations under_way dhol_creative_sweep,dhol_system':
        'the sweep looks for lost generations in all workspaces',
      'audit.entries of_nobody dhol_auth,dhol_identity':
        'what people do about themselves belongs to no workspace',
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
        where rolname like 'dhol\\_%' and rolcanlogin and not rolsuper and not rolbypassrls and not rolcreaterole
          and not rolcreatedb and not rolreplication order by 1`,
    )
    expect(roles.map(({ role }) => role)).toEqual(roleNames)
    const owned = await superuser.rows(
      `select d.objid::text from pg_shdepend d where d.deptype = 'o' and d.refobjid = any($1::regrole[])`,
      [roleNames],
    )
    expect(owned).toEqual([])
    // Its rights come from what every service may; those of a sweep from its service.
    const memberships = await superuser.rows<{ member: string; group: string; more: boolean }>(
      `select member::regrole::text, roleid::regrole::text as group, set_option or admin_option as more
        from pg_auth_members where member = any($1::regrole[]) order by 1`,
      [roleNames],
    )
    expect(memberships).toEqual(
      roleNames.map((member) => ({
        member,
        group: /^(\w+)_sweep$/.exec(member)?.[1] ?? 'dhol_service',
        more: false,
      })),
    )
  })

  test('nothing else goes round the policies: no view, and of functions only the two at the way in', async () => {
    const views = await superuser.rows(
      `select oid::regclass::text from pg_class where relkind in ('v', 'm')
        and relnamespace::regnamespace::text in ('auth', 'creative', 'audit', 'access', 'webhooks', 'public')`,
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

describe('the audit is append-only', () => {
  const changes = [
    `update audit.entries set actor_name = 'nobody'`,
    'delete from audit.entries',
    'truncate audit.entries',
  ]
  test.each(changes)('%s is not granted, and refused even to who may do anything', async (change) => {
    for (const login of logins) {
      const db = as(login).of({ workspaceId: tenant.workspaceId })
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
  /** Whatever else a service needs of another is granted in a migration, and written down here. */
  const ofEveryService = [
    'execute access.enter_as_person',
    'execute access.enter_with_key',
    'insert audit.entries',
    'insert webhooks.seen',
    'select webhooks.seen',
    'update webhooks.seen',
    'usage access',
    'usage audit',
    'usage public',
    'usage webhooks',
  ]
  const more: Record<string, string[]> = {
    // It sweeps what the webhooks of all services note.
    system: ['delete webhooks.seen'],
  }
  const reachOf = (login: string) =>
    [...ofEveryService, ...(more[login] ?? [])]
      .filter((reach) => login !== 'audit' || !/\baudit\b/.test(reach))
      .sort()

  test('a service reaches its own schema, and of others what every service may', async () => {
    const expected = logins.flatMap((login) =>
      reachOf(login).map((reach) => ({ role: roleName(login), reach })),
    )
    const found = await listReach(superuser.rows)
    expect(found).toEqual(expected.sort((one, other) => (one.role < other.role ? -1 : 1)))
  })

  test.each([
    ['grant select on creative.brands to dhol_realtime', 'dhol_realtime', 'select creative.brands'],
    ['grant update (name) on auth.users to dhol_creative', 'dhol_creative', 'update auth.users'],
    ['grant create on schema audit to dhol_service', 'dhol_auth', 'create audit'],
  ])('a role that reaches further is found: %s', async (grant, role, reach) => {
    const client = new pg.Client({ connectionString: cloud().databaseUrl })
    await client.connect()
    try {
      await client.query('begin')
      await client.query(grant)
      const found = await listReach(async (text) => (await client.query(text)).rows)
      expect(found).toContainEqual({ role, reach })
    } finally {
      await client.end() // nobody else sees what was begun
    }
  })

  test.each(logins)('%s is refused at each table of another service', async (login) => {
    const tables = await listForeignTables(superuser.rows, roleName(login))
    expect(tables.length).toBeGreaterThan(3)
    const db = as(login).of({ workspaceId: tenant.workspaceId, userId: tenant.owner.id })
    for (const { table, column } of tables) {
      const statements = {
        select: `select from ${table}`,
        insert: `insert into ${table} default values`,
        update: `update ${table} set ${column} = ${column}`,
        delete: `delete from ${table}`,
      }
      for (const [name, statement] of Object.entries(statements)) {
        // It may update one column, which is not the first.
        if (name !== 'update' && reachOf(login).includes(`${name} ${table}`)) continue
        await expect(db.rows(sql`${raw(statement)}`), statement).rejects.toThrow(denied)
      }
    }
  })

  test('nobody becomes somebody else', async () => {
    const roles = await superuser.rows<{ role: string }>(
      `select rolname as role from pg_roles where rolname !~ '^pg_'`,
    )
    for (const login of logins) {
      for (const { role } of roles.filter((each) => each.role !== roleName(login))) {
        await expect(as(login).rows(sql`set role ${raw(`"${role}"`)}`), role).rejects.toThrow(denied)
      }
    }
  })

  test('no role makes anything new', async () => {
    for (const login of logins) {
      for (const schema of ['auth', 'creative', 'audit', 'access', 'webhooks', 'public']) {
        const create = sql`create table ${raw(schema)}.mine (id text)`
        await expect(as(login).rows(create)).rejects.toThrow(denied)
      }
    }
  })
})
