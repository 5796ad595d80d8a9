import pg from 'pg'
import sql, { raw } from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseRoles as logins } from '../../../lib/services/index.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { roleName, testLogins } from '../../support/cloud/database-logins.ts'
import { listForeignTables, listReach } from '../../support/cloud/reach.ts'
import { openSuperuser, type Superuser } from '../../support/cloud/superuser.ts'
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

const denied = /permission denied/

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
    'execute access.hold_as_person',
    'execute access.hold_with_key',
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
