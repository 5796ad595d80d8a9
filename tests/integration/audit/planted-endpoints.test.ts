import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import pg from 'pg'
import sql from 'sql-template-tag'
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import type { AuditAction } from '../../../contracts/audit-actions.ts'
import { endpoint } from '../../../contracts/endpoint.ts'
import { byCaller, record } from '../../../functions/audit/index.ts'
import type { Database } from '../../../functions/platform/data/db.ts'
import type { Member } from '../../../functions/platform/http/actor.ts'
import { createApi, type Input } from '../../../functions/platform/http/api.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { testLogins } from '../../support/cloud/database-logins.ts'
import { eventually } from '../../support/eventually.ts'
import { superuserOf } from '../../support/people/accounts.ts'
import { newId } from '../../support/requests/endpoint-callers.ts'

const cloud = testCloud()
const as = testLogins(cloud)
const superuser = superuserOf(cloud)
let actor: Member
beforeAll(() => {
  const id = newId('key')
  const workspace = { workspaceId: newId('wsp'), role: 'editor', tier: 'starter' } as const
  actor = { kind: 'key', id, name: 'Website', credential: id, ...workspace }
})

const path = '/v1/planted' as const
const common = { service: 'creative', path, auth: 'member', summary: '', status: 200 } as const
const response = z.object({})
const announcing = endpoint({ ...common, response, method: 'POST', audits: ['brand.made'] })
const excused = endpoint({ ...common, response, method: 'POST', unaudited: 'It is planted.' })
const reading = endpoint({ ...common, response, method: 'GET' })
type Planted = typeof announcing | typeof excused | typeof reading

type Work = (db: Database, input: Input<typeof announcing>) => Promise<unknown>

/** Calls an endpoint that is of no service as a program of a workspace; gives the status of its answer. */
async function call(planted: Planted, work: Work): Promise<number | undefined> {
  const run = async (input: Input<typeof announcing>, { db }: { db: Database }) => {
    await work(db, input)
    return {}
  }
  const api = createApi({ db: as('creative') }, { planted }, { planted: run }, () => ({
    entrance: Promise.resolve({ actor, headers: {}, hold: async () => undefined }),
  }))
  const http = { sourceIp: '10.0.0.1', userAgent: '' }
  const event = {
    routeKey: `${planted.method} ${path}`,
    headers: {},
    requestContext: { requestId: 'r', http },
  }
  const answer = await api(event as unknown as APIGatewayProxyEventV2, {} as Context)
  return answer.statusCode
}

const insert = (id: string) => sql`
  insert into creative.brands (id, workspace_id, name, sells, audience, colours, tone, created_at)
  values (${id}, ${actor.workspaceId}, 'x', '', '', '{}', '', now())`
const lock = (id: string) => sql`select id from creative.brands where id = ${id} for update`
const rename = (id: string) =>
  sql`with changed as (update creative.brands set name = 'y' where id = ${id} returning id) select id from changed`

/** Inserts in a transaction, and records what is named. */
const inserting =
  (id: string, ...actions: AuditAction[]): Work =>
  (db, { actor, request }) =>
    db.transaction(async (tx) => {
      await tx.rows(insert(id))
      for (const action of actions)
        await record(tx, byCaller(actor, request), { action, subject: id }, new Date())
    })

const isThere = async (id: string) =>
  (await superuser('select id from creative.brands where id = $1', [id])).length > 0
const entriesOf = async (subject: string) =>
  (await superuser<{ action: string }>('select action from audit.entries where subject = $1', [subject])).map(
    ({ action }) => action,
  )

const refused: [what: string, endpoint: Planted, work: (id: string) => Work][] = [
  ['forgets record', announcing, (id) => inserting(id)],
  ['records what it does not announce', announcing, (id) => inserting(id, 'brand.made', 'workspace.made')],
  ['forgets the transaction', announcing, (id) => (db) => db.rows(insert(id))],
  [
    'leaves its workspace for it',
    announcing,
    (id) => (db) => db.of({ workspaceId: actor.workspaceId }).rows(insert(id)),
  ],
  ['changes something and is a GET', reading, (id) => inserting(id)],
  ['changes something outside of a transaction and is a GET', reading, (id) => (db) => db.rows(insert(id))],
  ['records something and is a GET', reading, (id) => inserting(id, 'brand.made')],
  ['is excused and forgets the transaction', excused, (id) => (db) => db.rows(insert(id))],
  ['asks for a connection of its own', excused, () => (db) => db.session(async () => undefined)],
  ['records something and announces nothing', excused, (id) => inserting(id, 'brand.made')],
]

describe('nothing is done by an endpoint that', () => {
  test.each(refused)('%s', async (_what, planted, work) => {
    const id = newId('brd')
    expect(await call(planted, work(id))).toBe(500)
    expect(await isThere(id)).toBe(false)
    expect(await entriesOf(id)).toEqual([])
  })

  test('hides its change behind a select', async () => {
    const id = newId('brd')
    expect(await call(announcing, inserting(id, 'brand.made'))).toBe(200)
    expect(await call(announcing, (db) => db.transaction((tx) => tx.rows(rename(id))))).toBe(500)
    expect(await call(announcing, (db) => db.rows(rename(id)))).toBe(500)
    expect(await superuser('select name from creative.brands where id = $1', [id])).toEqual([{ name: 'x' }])
  })
})

describe('an endpoint may', () => {
  test('change and record', async () => {
    const id = newId('brd')
    expect(await call(announcing, inserting(id, 'brand.made'))).toBe(200)
    expect([await isThere(id), await entriesOf(id)]).toEqual([true, ['brand.made']])
  })

  test('lock, change nothing, and record nothing of it', async () => {
    const id = newId('brd')
    const change = (db: Database) =>
      db.transaction(async (tx) => {
        await tx.rows(lock(id))
        await tx.rows(rename(newId('brd')))
      })
    expect(await call(announcing, inserting(id, 'brand.made'))).toBe(200)
    expect(await call(announcing, change)).toBe(200)
  })

  const inUse = (id: string) => sql`id = ${id} and archived_at is null`
  test.each([
    ['archive', (id: string) => sql`update creative.brands set archived_at = now() where ${inUse(id)}`],
    ['lock', (id: string) => sql`select id from creative.brands where ${inUse(id)} for update`],
  ])('wait for another at the same row, and find nothing left to %s', async (_what, change) => {
    const id = newId('brd')
    await call(announcing, inserting(id, 'brand.made'))
    const other = new pg.Client({ connectionString: cloud().databaseUrl })
    await other.connect()
    try {
      await other.query('begin')
      const archive =
        'update creative.brands set archived_at = now() where id = $1 returning pg_backend_pid() as pid'
      const { rows } = await other.query<{ pid: number }>(archive, [id])
      const waiting = call(announcing, (db) => db.transaction((tx) => tx.rows(change(id))))
      await eventually(
        () => superuser('select from pg_stat_activity where $1 = any(pg_blocking_pids(pid))', [rows[0]?.pid]),
        ({ length }) => length === 1,
      )
      await other.query('commit')
      expect(await waiting).toBe(200)
    } finally {
      await other.end()
    }
    expect(await entriesOf(id)).toEqual(['brand.made'])
  })

  test('change something unrecorded where its contract says why', async () => {
    const id = newId('brd')
    expect(await call(excused, inserting(id))).toBe(200)
    expect(await isThere(id)).toBe(true)
  })
})
