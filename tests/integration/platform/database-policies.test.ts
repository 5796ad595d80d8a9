import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseRoles as logins } from '../../../lib/services/index.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { roleName } from '../../support/cloud/database-logins.ts'
import { listTenantTables, openSuperuser, type Superuser } from '../../support/cloud/superuser.ts'

/** What the database says of itself. */
const cloud = testCloud()
let superuser: Superuser
beforeAll(() => {
  superuser = openSuperuser(cloud().databaseUrl)
})
afterAll(() => superuser?.end())

const roleNames = logins.map(roleName).sort()

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
    'auth.members gate_holds dhol_gate': 'the way in locks the membership that an act stands on',
    'auth.workspaces gate_holds dhol_gate': 'as above, for the workspace',
    'auth.members gate dhol_gate': 'the way in looks for the membership before it knows the workspace',
    'auth.workspaces gate dhol_gate': 'as above, for the tier',
    'auth.api_keys gate dhol_gate': 'a key says by its hash alone whose it is',
    'creative.deletions due dhol_creative_sweep':
      'the sweep looks for what was deleted long ago in all workspaces',
    'creative.generations under_way dhol_creative_sweep,dhol_system':
      'the sweep looks for lost generations in all workspaces',
    'creative.generations turns dhol_turns': 'one function looks in all workspaces for whose turn it is',
    'creative.generations turns_taken dhol_turns': 'as above, to give it',
    'auth.workspaces long_deleted dhol_auth_sweep':
      'what was deleted long ago is looked for in all workspaces, to remove it',
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

test('nothing else goes round the policies: no view, and of functions only those at the way in and in the line', async () => {
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
    { name: 'access.hold_as_person', ...asGate },
    { name: 'access.hold_with_key', ...asGate },
    { ...asGate, name: 'creative.take_turns', owner: 'dhol_turns' },
  ])
  const [gate] = await superuser.rows(
    `select rolcanlogin or rolsuper or rolbypassrls as special from pg_roles where rolname = 'dhol_gate'`,
  )
  expect(gate).toEqual({ special: false })
})
