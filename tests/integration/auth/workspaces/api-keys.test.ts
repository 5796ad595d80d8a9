import { expect, test } from 'vitest'
import type { ApiKey } from '../../../../contracts/auth/api-keys.ts'
import { callerLimits } from '../../../../contracts/limits.ts'
import { keyRoles } from '../../../../contracts/roles.ts'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { asSuperuser } from '../../../support/people/accounts.ts'
import { type Colleague, newColleague, outsider } from '../../../support/people/client.ts'
import { newAddress } from '../../../support/people/newcomer.ts'

const cloud = testCloud()

type NewKey = ApiKey & { key: string }

const make = ({ call }: Colleague, role: string, name = 'Sheet') =>
  call<NewKey>('/v1/api-keys', { body: { name, role } })
const list = async ({ call }: Colleague) => (await call<{ items: ApiKey[] }>('/v1/api-keys')).body.items
const revoke = ({ refused }: Colleague, id: string) =>
  refused(`/v1/api-keys/${id}/revoke`, { method: 'POST' })
const program = (key: string) => outsider(cloud().origin, key, newAddress())

test('a key is shown once; the list has enough of it to know it again', async () => {
  const owner = await newColleague(cloud())
  const { status, body } = await make(owner, 'editor')
  expect(status).toBe(201)
  expect(body).toMatchObject({ name: 'Sheet', role: 'editor', createdBy: 'Asha', lastUsedAt: null })
  expect(body.key).toMatch(/^dhol_[\w-]{43}$/)
  expect(body.hint).toBe(`${body.key.slice(0, 9)}…`)
  const { key, ...listed } = body
  expect(await list(owner)).toEqual([listed])
  const [stored] = await asSuperuser(cloud().databaseUrl, 'select * from auth.api_keys where id = $1', [
    body.id,
  ])
  expect(JSON.stringify(stored)).not.toContain(key.slice(9))
})

test('twenty keys may live in a workspace', async () => {
  const owner = await newColleague(cloud())
  await asSuperuser(
    cloud().databaseUrl,
    `insert into auth.api_keys (id, workspace_id, name, role, hash, hint, created_by, created_at)
      select 'key_0' || left(md5($1 || n::text), 25), $1, 'Sheet', 'viewer', $1 || n, 'dhol_Ab12…', 'Asha', now()
      from generate_series(1, 19) n`,
    [owner.workspaceId],
  )
  const last = await make(owner, 'viewer')
  expect(last.status).toBe(201)
  const refused = () => owner.refused('/v1/api-keys', { body: { name: 'Sheet', role: 'viewer' } })
  expect(await refused()).toMatchObject({ status: 409, body: { error: { code: 'too_many' } } })
  expect(await list(owner)).toHaveLength(20)
  await revoke(owner, last.body.id)
  expect((await refused()).status).toBe(201)
})

test('a key works in its role and no further, in its workspace alone', async () => {
  const [owner, stranger] = [await newColleague(cloud()), await newColleague(cloud())]
  const editor = program((await make(owner, 'editor', 'Editor')).body.key)
  const viewer = program((await make(owner, 'viewer', 'Viewer')).body.key)
  const brand = { name: 'Chai Point' }
  expect((await viewer.refused('/v1/brands', { body: brand })).body.error.code).toBe('role_forbidden')
  const made = await editor.call<{ id: string }>('/v1/brands', { body: brand })
  expect(made.status).toBe(201)
  const seen = await viewer.call<{ items: { id: string }[] }>('/v1/brands')
  expect(seen.body.items.map(({ id }) => id)).toEqual([made.body.id])
  await stranger.call('/v1/brands', { body: { name: 'Not for them' } })
  expect((await editor.call<{ items: unknown[] }>('/v1/brands')).body.items).toHaveLength(1)
})

test('a key is no person and lets nobody in', async () => {
  const owner = await newColleague(cloud())
  const { call, refused } = program((await make(owner, 'editor')).body.key)
  const requests: [string, object | undefined][] = [
    ['/v1/auth/me', undefined],
    ['/v1/auth/sessions', undefined],
    ['/v1/workspaces', { name: 'Its own' }],
    ['/v1/auth/password/change', { password: 'new lantern river 3' }],
    ['/v1/api-keys', undefined],
    ['/v1/api-keys', { name: 'Child', role: 'editor' }],
    ['/v1/invitations', { email: 'a@example.in', role: 'viewer' }],
    ['/v1/audit', undefined],
    ['/v1/workspace/rename', { name: 'Its own' }],
  ]
  for (const [path, body] of requests) {
    const answer = await refused(path, { body })
    expect([path, answer.status, answer.body.error?.code]).toEqual([path, 403, 'role_forbidden'])
  }
  const left = await refused('/v1/workspace/leave', { method: 'POST' })
  expect(left.body.error.code).toBe('role_forbidden')
  expect((await call('/v1/members')).status).toBe(200)
})

test.each(['owner', 'admin', 'approver', 'root'])('no key is %s', async (role) => {
  const owner = await newColleague(cloud())
  expect(keyRoles).not.toContain(role)
  const { status, body } = await owner.refused('/v1/api-keys', { body: { name: 'Sheet', role } })
  expect([status, body.error.fields?.map(({ path }) => path)]).toEqual([400, ['role']])
})

test('all keys of a workspace count together, so that more of them ask no more often', async () => {
  const owner = await newColleague(cloud())
  const keys = [await make(owner, 'viewer', 'One'), await make(owner, 'viewer', 'Two')]
  const ofEach = 40
  const answers = await Promise.all(
    keys.flatMap(({ body }) => Array.from({ length: ofEach }, () => program(body.key).call('/v1/brands'))),
  )
  const left = answers.map(({ headers }) => Number(headers.get('ratelimit-remaining')))
  expect(Math.min(...left)).toBeLessThan(callerLimits.starter.burst - ofEach)
})

test('its last use is noted, once a minute at most', async () => {
  const owner = await newColleague(cloud())
  const { id, key } = (await make(owner, 'viewer')).body
  const began = Date.now()
  await program(key).call('/v1/brands')
  const [used] = await list(owner)
  expect(Date.parse(used?.lastUsedAt ?? '')).toBeGreaterThanOrEqual(began - 1000)
  await program(key).call('/v1/brands')
  expect((await list(owner))[0]?.lastUsedAt).toBe(used?.lastUsedAt)
  await asSuperuser(
    cloud().databaseUrl,
    `update auth.api_keys set last_used_at = last_used_at - interval '61 seconds' where id = $1`,
    [id],
  )
  await program(key).call('/v1/brands')
  expect(Date.parse((await list(owner))[0]?.lastUsedAt ?? '')).toBeGreaterThanOrEqual(began)
})

test('a revoked key ends at once, for every service, and the others go on', async () => {
  const owner = await newColleague(cloud())
  const lost = (await make(owner, 'editor', 'Lost')).body
  const kept = (await make(owner, 'editor', 'Kept')).body
  expect((await list(owner)).map(({ name }) => name)).toEqual(['Kept', 'Lost'])
  expect((await program(lost.key).call('/v1/brands')).status).toBe(200)
  expect((await revoke(owner, lost.id)).status).toBe(200)
  for (const path of ['/v1/brands', '/v1/members']) {
    const { status, body } = await program(lost.key).refused(path)
    expect([status, body.error.code]).toEqual([401, 'unauthorized'])
  }
  expect((await program(lost.key).call('/v1/realtime/tickets', { method: 'POST' })).status).toBe(401)
  expect((await program(kept.key).call('/v1/brands')).status).toBe(200)
  expect((await list(owner)).map(({ id }) => id)).toEqual([kept.id])
  expect((await revoke(owner, lost.id)).status).toBe(404)
})

test('the keys that somebody made, and the invitations that they sent, end when they are taken out', async () => {
  const owner = await newColleague(cloud())
  const admin = await newColleague(cloud(), { role: 'admin', workspaceId: owner.workspaceId })
  const { body: left } = await make(admin, 'editor')
  const { body: kept } = await make(owner, 'editor')
  const invited = { email: `${admin.account.id.slice(-12)}@example.org`, role: 'viewer' }
  expect((await admin.refused('/v1/invitations', { body: invited })).status).toBe(201)

  const taken = await owner.refused(`/v1/members/${admin.account.id}/remove`, { method: 'POST' })
  expect(taken.status).toBe(200)
  expect((await program(left.key).refused('/v1/brands')).status).toBe(401)
  expect((await program(kept.key).refused('/v1/brands')).status).toBe(200)
  expect((await owner.call('/v1/invitations')).body).toEqual({ items: [] })
})
