import { beforeAll, expect, test } from 'vitest'
import type { AuditEntry } from '../../../contracts/audit.ts'
import { mostMembers } from '../../../contracts/auth/workspaces.ts'
import { longestName } from '../../../contracts/common.ts'
import { briefExcerpt, type GenerationSummary } from '../../../contracts/creative.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { superuserOf } from '../../support/people/accounts.ts'
import { codeOf, type Member, newMember } from '../../support/people/client.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
let member: Member
beforeAll(async () => {
  member = await newMember(cloud())
})

type Page<T> = { items: T[]; nextCursor: string | null }

test('a hundred generations with the longest Hindi briefs and prompts are one light page', async () => {
  await superuser(
    `insert into creative.generations (id, workspace_id, brand_id, brief, status, credits, input_hash, created_at,
        updated_at, finished_at)
      select 'gen_0' || lpad(n::text, 25, '0'), $1, $2, $3, 'succeeded', 8, '', now(), now(), now()
      from generate_series(1, 100) n`,
    [member.workspaceId, member.brand.id, 'मानसून की छूट '.repeat(285)],
  )
  await superuser(
    `insert into creative.pictures (id, workspace_id, generation_id, position, aspect_ratio, status, storage_key,
        prompt, alt_text, asset, expected_seconds, updated_at)
      select 'pic_0' || lpad((n * 10 + p)::text, 25, '0'), $1, 'gen_0' || lpad(n::text, 25, '0'), p, '1:1', 'ready',
        'long-lists-' || n || '-' || p, $2, $3, '{"file":"picture.png"}', 8, now()
      from generate_series(1, 100) n, generate_series(0, 7) p`,
    [member.workspaceId, 'क'.repeat(4000), 'ख'.repeat(500)],
  )
  const { status, body } = await member.call<Page<GenerationSummary>>('/v1/generations?limit=100')
  expect(status).toBe(200)
  expect(body.items).toHaveLength(100)
  expect(body.nextCursor).toBe(null)
  const [first] = body.items
  expect(first?.brief).toMatch(/^(मानसून की छूट )+.*…$/)
  expect(first?.brief.length).toBeLessThanOrEqual(briefExcerpt)
  expect(first?.pictures[0]).toEqual({
    id: expect.stringMatching(/^pic_/),
    aspectRatio: '1:1',
    status: 'ready',
    altText: 'ख'.repeat(500),
    thumbnailUrl: '/assets/long-lists-100-0/thumbnail.webp',
  })
})

test('a list that would be longer than Lambda may answer comes in more pages, none left out and none twice', async () => {
  const { account, workspaceId, call } = member
  await superuser(
    `insert into audit.entries (id, workspace_id, at, actor_kind, actor_id, actor_name, action, subject, after,
        request_id, address)
      select 'aud_0' || lpad(n::text, 25, '0'), $1, now(), 'person', $2, 'Asha', 'brand.made', $3, $4, 'long-lists', ''
      from generate_series(1, 100) n`,
    [workspaceId, account.id, member.brand.id, JSON.stringify({ name: 'ग'.repeat(30_000) })],
  )
  const seen: string[] = []
  let pages = 0
  for (let cursor: string | null = ''; cursor !== null; pages++) {
    const path: string = `/v1/audit?limit=100&action=brand.made${cursor && `&cursor=${cursor}`}`
    const { status, body }: { status: number; body: Page<AuditEntry> } = await call<Page<AuditEntry>>(path)
    expect(status).toBe(200)
    expect(body.items.length).toBeGreaterThan(0)
    seen.push(...body.items.map(({ id }) => id))
    cursor = body.nextCursor
  }
  expect(pages).toBeGreaterThan(3)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.filter((id) => /^aud_00{9}/.test(id))).toHaveLength(100)
  expect(seen).toEqual([...seen].sort().reverse())
})

test('a workspace of a thousand lists them all, and invites nobody more', async () => {
  const { account, call, refused, workspaceId } = await newMember(cloud())
  await superuser(
    `with people as (
        insert into auth.users (id, name, email, password_hash, created_at)
        select 'usr_0' || lpad(n::text, 25, '0'), $2, n || '-of-a-thousand@example.in', '', now()
        from generate_series(1, $3) n returning id)
      insert into auth.members (workspace_id, user_id, role, created_at) select $1, id, 'viewer', now() from people`,
    [workspaceId, 'क'.repeat(longestName), mostMembers - 1],
  )
  const { status, body } = await call<{ items: unknown[] }>('/v1/members')
  expect({ status, members: body.items.length }).toEqual({ status: 200, members: mostMembers })
  await refused('/v1/auth/step-up', { body: { password: account.password } })
  const invitation = { email: 'one-more@example.in', role: 'viewer' }
  expect(await codeOf(refused('/v1/invitations', { body: invitation }))).toBe('409 too_many')
})
