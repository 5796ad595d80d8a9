import { globSync, readFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../contracts/audit.ts'
import { sessionOf } from '../support/access-tokens.ts'
import { asSuperuser, join, makeAccount, makeWorkspace } from '../support/accounts.ts'
import { type Answer, logIn, newColleague, outsider } from '../support/client.ts'
import { testCloud } from '../support/cloud.ts'
import { parseCsv } from '../support/csv.ts'
import { mailedToken } from '../support/links.ts'
import { newcomer } from '../support/newcomer.ts'
import { authenticator } from '../support/totp.ts'

const cloud = testCloud()

type Colleague = Awaited<ReturnType<typeof newColleague>>
type Request = { path: string; body?: object | undefined }
type Row = {
  id: string
  workspace_id: string | null
  actor_kind: string
  actor_id: string
  actor_name: string
  action: string
  subject: string
  before: object | null
  after: object | null
  request_id: string
  address: string
}

const superuser = <T extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
  asSuperuser<T>(cloud().databaseUrl, text, values)
/** But for the log-in that everybody here begins with. */
const entriesBy = (actorId: string) =>
  superuser<Row>(
    `select * from audit.entries where actor_id = $1 and action <> 'session.opened' order by id`,
    [actorId],
  )
const ask = ({ call }: Colleague, { path, body }: Request) =>
  call<{ id?: string }>(path, { method: 'POST', body })

/** While `work` runs, whatever this person does cannot be written down. */
async function withoutAudit<T>({ account }: Colleague, work: () => Promise<T>): Promise<T> {
  await superuser(`create trigger cannot_write before insert on audit.entries for each row
    when (new.actor_id = '${account.id}') execute function audit.refuse_change()`)
  try {
    return await work()
  } finally {
    await superuser('drop trigger cannot_write on audit.entries')
  }
}

/** What functions logged of their answers, by the id of the request. */
const answersLogged = () =>
  new Map(
    globSync('*.jsonl', { cwd: cloud().logsDir })
      .flatMap((file) => readFileSync(joinPath(cloud().logsDir, file), 'utf8').split('\n'))
      .filter((line) => line.includes('"answered"'))
      .map((line) => JSON.parse(line) as { requestId: string; route: string; status: number })
      .map((line) => [line.requestId, line] as const),
  )

describe('what is changed', () => {
  const place = { role: 'editor' }
  /** Each finds what it needs, and says what the entry must hold beside who did it. */
  const changes: [string, (owner: Colleague) => Promise<Request & Partial<Row>>][] = [
    ['workspace.made', async () => ({ path: '/v1/workspaces', body: { name: 'Sweet Shop' } })],
    [
      'workspace.renamed',
      async ({ workspaceId }) => ({
        path: '/v1/workspace/rename',
        body: { name: 'Mithai' },
        subject: workspaceId,
        before: { name: 'Chai Point' },
        after: { name: 'Mithai' },
      }),
    ],
    [
      'invitation.made',
      async () => {
        const { email } = newcomer()
        return { path: '/v1/invitations', body: { email, ...place }, after: { email, ...place } }
      },
    ],
    [
      'invitation.withdrawn',
      async (owner) => {
        const { email } = newcomer()
        const { body } = await ask(owner, { path: '/v1/invitations', body: { email, ...place } })
        return { path: `/v1/invitations/${body.id}/withdraw`, subject: String(body.id), before: { email } }
      },
    ],
    [
      'member.joined',
      async (owner) => {
        const other = await newColleague(cloud())
        await ask(other, { path: '/v1/invitations', body: { email: owner.account.email, ...place } })
        const token = await mailedToken(cloud(), owner.account.email, 'invites you to')
        return {
          path: '/v1/invitations/accept',
          body: { token },
          subject: owner.account.id,
          workspace_id: other.workspaceId,
        }
      },
    ],
    [
      'member.changed',
      async ({ workspaceId }) => {
        const { account } = await newColleague(cloud(), { workspaceId, role: 'editor' })
        const after = { role: 'approver', dailyLimitPaise: 7 }
        return {
          path: `/v1/members/${account.id}/change`,
          body: after,
          subject: account.id,
          before: { role: 'editor', dailyLimitPaise: null },
          after,
        }
      },
    ],
    [
      'member.removed',
      async ({ workspaceId }) => {
        const { account } = await newColleague(cloud(), { workspaceId, role: 'viewer' })
        return { path: `/v1/members/${account.id}/remove`, subject: account.id, before: { role: 'viewer' } }
      },
    ],
    [
      'member.left',
      async ({ workspaceId, account }) => {
        await newColleague(cloud(), { workspaceId, role: 'owner' })
        return { path: '/v1/workspace/leave', subject: account.id, before: { role: 'owner' } }
      },
    ],
    [
      'api_key.made',
      async () => ({
        path: '/v1/api-keys',
        body: { name: 'Sheet', role: 'viewer' },
        after: { name: 'Sheet', role: 'viewer' },
      }),
    ],
    [
      'api_key.revoked',
      async (owner) => {
        const { body } = await ask(owner, { path: '/v1/api-keys', body: { name: 'Sheet', role: 'viewer' } })
        return { path: `/v1/api-keys/${body.id}/revoke`, subject: String(body.id), before: { name: 'Sheet' } }
      },
    ],
    ['brand.made', async () => ({ path: '/v1/brands', body: { name: 'Chai Point' } })],
    [
      'user.password_changed',
      async ({ account }) => ({
        path: '/v1/auth/password/change',
        body: { password: 'another lantern river 8' },
        subject: account.id,
        workspace_id: null,
        before: null,
        after: null,
      }),
    ],
    [
      'session.ended',
      async ({ account }) => {
        const { session } = await logIn(cloud().origin, account)
        const id = sessionOf(session.accessToken)
        return { path: `/v1/auth/sessions/${id}/end`, subject: id, workspace_id: null }
      },
    ],
    [
      'session.all_ended',
      async ({ account }) => ({ path: '/v1/auth/sessions/end-all', subject: account.id, workspace_id: null }),
    ],
    [
      'second_factor.codes_renewed',
      async (owner) => {
        await turnOn(owner)
        return {
          path: '/v1/auth/second-factor/recovery-codes',
          subject: owner.account.id,
          workspace_id: null,
        }
      },
    ],
    [
      'second_factor.off',
      async (owner) => {
        await turnOn(owner)
        return { path: '/v1/auth/second-factor/remove', subject: owner.account.id, workspace_id: null }
      },
    ],
    [
      'user.email_changed',
      async (owner) => {
        const { email } = newcomer()
        await ask(owner, { path: '/v1/auth/email/change', body: { email } })
        const token = await mailedToken(cloud(), email, 'Confirm your new address')
        return {
          path: '/v1/auth/email/verify',
          body: { token },
          subject: owner.account.id,
          workspace_id: null,
          before: { email: owner.account.email },
          after: { email },
        }
      },
    ],
    [
      'user.password_reset',
      async ({ call, account }) => {
        await call('/v1/auth/password/forgot', { body: { email: account.email } })
        const token = await mailedToken(cloud(), account.email, 'A new password')
        return {
          path: '/v1/auth/password/reset',
          body: { token, password: 'another lantern river 8' },
          subject: account.id,
          workspace_id: null,
        }
      },
    ],
  ]

  async function turnOn(owner: Colleague) {
    const { body } = await owner.call<{ secret: string }>('/v1/auth/second-factor/start', { method: 'POST' })
    const code = await authenticator(body.secret).freshCode()
    await owner.call('/v1/auth/second-factor/confirm', { body: { code } })
  }

  test.each(changes)('is written down once, or not done: %s', async (action, prepare) => {
    const owner = await newColleague(cloud())
    const { path, body, ...expected } = await prepare(owner)
    const before = await entriesBy(owner.account.id)

    const undone: Answer<unknown> = await withoutAudit(owner, () => ask(owner, { path, body }))
    expect(undone.status).toBe(500)
    expect(await entriesBy(owner.account.id)).toEqual(before)

    // What it needed is there as it was: nothing was done by half.
    expect((await ask(owner, { path, body })).status).toBeLessThan(300)
    const [entry, ...more] = (await entriesBy(owner.account.id)).slice(before.length)
    expect(more).toEqual([])
    expect(entry).toMatchObject({
      action,
      actor_kind: 'person',
      actor_name: 'Asha',
      address: owner.account.address,
      ...(!['workspace.made', 'member.joined'].includes(action) && { workspace_id: owner.workspaceId }),
      ...expected,
    })
    const route = `POST ${path.replace(/\/(usr|ses|inv|key)_[^/]+/, '/{id}')}`
    expect(answersLogged().get(entry?.request_id ?? '')).toMatchObject({ route })
  })

  test('what could not be written down was not done', async () => {
    const owner = await newColleague(cloud())
    await withoutAudit(owner, async () => {
      await owner.call('/v1/workspace/rename', { body: { name: 'Unseen' } })
      await owner.call('/v1/workspaces', { body: { name: 'Unseen' } })
      await owner.call('/v1/api-keys', { body: { name: 'Unseen', role: 'editor' } })
      await owner.call('/v1/brands', { body: { name: 'Unseen' } })
      await owner.call('/v1/auth/password/change', { body: { password: 'another lantern river 8' } })
    })
    const tables = ['auth.workspaces', 'auth.api_keys', 'creative.brands']
    for (const table of tables) {
      expect(await superuser(`select id from ${table} where name = 'Unseen'`)).toEqual([])
    }
    expect((await logIn(cloud().origin, owner.account)).session).toHaveProperty('accessToken')
  })

  test('a second factor that is turned on', async () => {
    const owner = await newColleague(cloud())
    await turnOn(owner)
    expect((await entriesBy(owner.account.id)).map(({ action }) => action)).toEqual(['second_factor.on'])
  })

  test('what is refused or only read leaves nothing', async () => {
    const owner = await newColleague(cloud())
    await owner.call('/v1/workspace/leave', { method: 'POST' })
    await owner.call(`/v1/members/${owner.account.id}/change`, { body: place })
    await owner.call('/v1/workspace/rename', { body: { name: '' } })
    await owner.call('/v1/auth/password/change', { body: { password: 'password123' } })
    for (const path of ['/v1/members', '/v1/audit', '/v1/audit/export', '/v1/auth/me']) await owner.call(path)
    expect(await entriesBy(owner.account.id)).toEqual([])
  })

  test('what a program did has the name of its key', async () => {
    const owner = await newColleague(cloud())
    const { body } = await owner.call<{ id: string; key: string }>('/v1/api-keys', {
      body: { name: 'Sheet', role: 'editor' },
    })
    await outsider(cloud().origin, body.key).call('/v1/brands', { body: { name: 'By key' } })
    expect(await entriesBy(body.id)).toMatchObject([
      { action: 'brand.made', actor_kind: 'key', actor_name: 'Sheet', workspace_id: owner.workspaceId },
    ])
  })

  test('is never changed afterwards, not by the superuser either', async () => {
    const owner = await newColleague(cloud())
    await owner.call('/v1/workspace/rename', { body: { name: 'Mithai' } })
    for (const statement of [
      `update audit.entries set actor_name = 'Nobody'`,
      'delete from audit.entries',
      'truncate audit.entries',
    ]) {
      await expect(superuser(statement)).rejects.toThrow('append-only')
    }
    expect(await entriesBy(owner.account.id)).toHaveLength(1)
  })
})

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
    expect(answersLogged().get(items[2]?.requestId ?? '')).toMatchObject({
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
      text: Buffer.from(await response.arrayBuffer()).toString(),
    }
  }

  test('takes the same away as a table, in which nothing is a formula', async () => {
    const filters = { subject: owner.workspaceId }
    const { type, text } = await download(`?${new URLSearchParams(filters)}`)
    expect(type).toBe('text/csv')
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
