import { beforeAll, describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../../contracts/audit.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { parseCsv } from '../../support/csv.ts'
import { join, makeAccount, makeWorkspace } from '../../support/people/accounts.ts'
import { auditOf } from '../../support/people/audit-entries.ts'
import { type Colleague, logIn, newColleague } from '../../support/people/client.ts'
import { newcomer } from '../../support/people/newcomer.ts'

const cloud = testCloud()
const { loggedAnswer } = auditOf(cloud)

describe('who looks into it', () => {
  /** A name that a spreadsheet would run. */
  const name = '=2+5'
  let owner: Awaited<ReturnType<typeof logIn>> & { id: string; workspaceId: string }
  let admin: Colleague
  let stranger: Colleague
  beforeAll(async () => {
    const account = await makeAccount(cloud().databaseUrl, name)
    const { id: workspaceId } = await makeWorkspace(cloud().databaseUrl)
    await join(cloud().databaseUrl, workspaceId, account.id, 'owner')
    owner = { ...(await logIn(cloud().origin, account)), id: account.id, workspaceId }
    admin = await newColleague(cloud(), { workspaceId, role: 'admin' })
    stranger = await newColleague(cloud())
    for (let round = 0; round < 6; round++) {
      await owner.call('/v1/workspace/rename', { body: { name: `दुकान "${round}", naya` } })
    }
    await admin.call('/v1/api-keys', { body: { name: '@Sheet', role: 'viewer' } })
    await admin.call(`/v1/invitations`, { body: { email: newcomer().email, role: 'viewer' } })
    await stranger.call('/v1/workspace/rename', { body: { name: 'Of somebody else' } })
  })

  type Page = { items: AuditEntry[]; nextCursor: string | null }
  const list = async (query: Record<string, string> = {}) => {
    const { status, body } = await owner.call<Page>(`/v1/audit?${new URLSearchParams(query)}`)
    expect(status).toBe(200)
    return body
  }
  const actionsOf = async (query: Record<string, string>) =>
    (await list(query)).items.map(({ action }) => action)

  test('sees their workspace alone, newest first, with who, what, where and by which request', async () => {
    const { items, nextCursor } = await list()
    expect(items.map(({ action }) => action)).toEqual([
      'invitation.made',
      'api_key.made',
      ...Array(6).fill('workspace.renamed'),
    ])
    expect(nextCursor).toBeNull()
    expect(items[2]).toMatchObject({
      actor: { kind: 'person', id: owner.id, name },
      subject: owner.workspaceId,
      before: { name: 'दुकान "4", naya' },
      after: { name: 'दुकान "5", naya' },
      why: null,
      address: expect.stringMatching(/^10\./),
    })
    expect(loggedAnswer(items[2]?.requestId)).toMatchObject({
      route: 'POST /v1/workspace/rename',
      status: 200,
    })
  })

  test('filters by who, by thing or action, by subject and by time', async () => {
    expect(await actionsOf({ actorId: admin.account.id })).toEqual(['invitation.made', 'api_key.made'])
    expect(await actionsOf({ action: 'workspace' })).toEqual(Array(6).fill('workspace.renamed'))
    expect(await actionsOf({ action: 'api_key.made' })).toEqual(['api_key.made'])
    expect(await actionsOf({ action: 'api' })).toEqual([])
    expect(await actionsOf({ action: 'api_key', actorId: owner.id })).toEqual([])
    expect(await actionsOf({ subject: owner.workspaceId })).toHaveLength(6)
    const { items } = await list()
    const at = items[3]?.at ?? ''
    expect((await list({ from: at })).items).toEqual(items.slice(0, 4))
    expect((await list({ until: at })).items).toEqual(items.slice(4))
    expect((await list({ from: at, until: at })).items).toEqual([])
  })

  test.each([
    'action=Member',
    'action=a.b.c',
    'from=yesterday',
    'limit=101',
    'cursor=x',
    'workspaceId=wsp_1',
  ])('is told what is wrong with ?%s', async (query) => {
    const { status, body } = await owner.refused(`/v1/audit?${query}`)
    expect([status, body.error.fields?.[0]?.path]).toEqual([400, query.split('=')[0]])
  })

  test('pages without a gap and without seeing one twice, while more is being written', async () => {
    const before = (await list({ action: 'workspace', limit: '100' })).items
    const seen: AuditEntry[] = []
    let cursor: string | null = null
    do {
      const page: Page = await list({ action: 'workspace', limit: '2', ...(cursor && { cursor }) })
      seen.push(...page.items)
      cursor = page.nextCursor
      await owner.call('/v1/workspace/rename', { body: { name: `दुकान "5", naya` } })
    } while (cursor)
    expect(seen).toEqual(before)
  })

  /** The file as it is: `text()` of a response would swallow its first character. */
  async function download(query = '') {
    const authorization = `Bearer ${owner.session.accessToken}`
    const response = await fetch(`${cloud().origin}/v1/audit/export${query}`, { headers: { authorization } })
    return {
      type: response.headers.get('content-type'),
      disposition: response.headers.get('content-disposition'),
      text: Buffer.from(await response.arrayBuffer()).toString(),
    }
  }

  test('takes the same away as a table, in which nothing is a formula', async () => {
    const filters = { subject: owner.workspaceId }
    const { type, disposition, text } = await download(`?${new URLSearchParams(filters)}`)
    expect(type).toBe('text/csv')
    expect(disposition).toBe('attachment; filename="dhol-changes.csv"')
    // Without it Excel takes Hindi for something else.
    expect(text.startsWith('\uFEFF')).toBe(true)
    const [columns = [], ...rows] = parseCsv(text.slice(1))
    const { items } = await list({ ...filters, limit: '100' })
    expect(rows).toHaveLength(items.length)
    const column = (title: string) => rows.map((row) => row[columns.indexOf(title)])
    expect(column('time (UTC)')).toEqual(items.map(({ at }) => at))
    expect(column('request')).toEqual(items.map(({ requestId }) => requestId))
    expect(column('after').map((cell) => JSON.parse(cell ?? ''))).toEqual(items.map(({ after }) => after))
    expect(new Set(column('who'))).toEqual(new Set([`'${name}`]))
    const [, ...everyRow] = parseCsv((await download()).text.slice(1))
    const all = everyRow.flat()
    expect(all.length).toBeGreaterThan(rows.flat().length)
    expect(all.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
  })

  test('must run the workspace', async () => {
    for (const role of ['editor', 'approver', 'viewer'] as const) {
      const { refused } = await newColleague(cloud(), { workspaceId: owner.workspaceId, role })
      for (const path of ['/v1/audit', '/v1/audit/export']) {
        expect((await refused(path)).body.error.code).toBe('role_forbidden')
      }
    }
    const theirs = await stranger.call<Page>('/v1/audit')
    expect(theirs.body.items.map(({ after }) => after)).toEqual([{ name: 'Of somebody else' }])
    const cursor = (await list({ limit: '1' })).nextCursor ?? ''
    const below = await stranger.call<Page>(`/v1/audit?cursor=${cursor}`)
    expect(below.body.items.every(({ subject }) => subject === stranger.workspaceId)).toBe(true)
  })
})
