import sql, { Sql } from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listEntries } from '../../../functions/audit/entries.sql.ts'
import { listApiKeys } from '../../../functions/auth/workspaces/api-keys.sql.ts'
import { listInvitations } from '../../../functions/auth/workspaces/invitations.sql.ts'
import { listMembers } from '../../../functions/auth/workspaces/members.sql.ts'
import { renameWorkspace } from '../../../functions/auth/workspaces/workspaces.sql.ts'
import { listBrands } from '../../../functions/creative/brands.sql.ts'
import { findGeneration, listGenerations } from '../../../functions/creative/generations.sql.ts'
import type { Database, Db, Row } from '../../../functions/platform/data/db.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { testLogins } from '../../support/cloud/database-logins.ts'
import { openSuperuser, type Superuser } from '../../support/cloud/superuser.ts'
import { makeTenant, type Tenant } from '../../support/people/tenants.ts'

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
  const lists: [string, string, (db: Db, workspaceId: string) => Promise<{ id: string }[]>][] = [
    ['listBrands', 'creative', (db, id) => listBrands(db, id, page)],
    ['listGenerations', 'creative', (db, id) => listGenerations(db, id, page)],
    ['listEntries', 'audit', (db, id) => listEntries(db, id, {}, page)],
    ['listMembers', 'auth', (db, id) => listMembers(db, id)],
    ['listInvitations', 'auth', (db, id) => listInvitations(db, id, new Date())],
    ['listApiKeys', 'auth', (db, id) => listApiKeys(db, id)],
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
    const db = as('creative').of({ workspaceId: mine.workspaceId })
    expect(await findGeneration(forgetful(db), mine.workspaceId, theirs.ended)).toBeUndefined()
    expect(await findGeneration(forgetful(db), mine.workspaceId, mine.ended)).toMatchObject({
      id: mine.ended,
    })
  })

  test('and renames nothing of somebody else', async () => {
    const db = as('auth').of({ workspaceId: mine.workspaceId })
    const renamed = db.transaction((tx) => renameWorkspace(tx, theirs.workspaceId, 'Taken over'))
    expect(await renamed).toBeUndefined()
    await db.rows(sql`update auth.workspaces set name = 'Chai Point again'`)
    const names = await superuser.rows(`select name from auth.workspaces where id = $1`, [theirs.workspaceId])
    expect(names).toEqual([{ name: 'Not Yours' }])
  })
})
