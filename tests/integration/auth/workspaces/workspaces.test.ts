import { describe, expect, test } from 'vitest'
import type { Membership } from '../../../../contracts/auth/auth.ts'
import { endpoints } from '../../../../contracts/index.ts'
import { refresh } from '../../../support/browser/tabs.ts'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { superuserOf } from '../../../support/people/accounts.ts'
import { type Colleague, codeOf, newColleague, outsider } from '../../../support/people/client.ts'
import { leaveWorkspace, peopleOf, removeMember } from '../../../support/people/members.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
const { colleagueOf, loner } = peopleOf(cloud)

describe('belonging', () => {
  test.each([
    ['removed', (owner: Colleague, member: Colleague) => removeMember(owner, member)],
    ['gone by themselves', (_owner: Colleague, member: Colleague) => leaveWorkspace(member)],
  ])('somebody %s is refused from the next request on', async (_what, depart) => {
    const owner = await newColleague(cloud())
    const member = await colleagueOf(owner, 'editor')
    expect((await member.call('/v1/brands')).status).toBe(200)
    expect(await codeOf(depart(owner, member))).toBe('200')
    for (const path of ['/v1/brands', '/v1/members', '/v1/generations']) {
      expect(await codeOf(member.refused(path))).toBe('403 no_workspace')
    }
    expect((await member.call('/v1/auth/me')).body).toMatchObject({ workspace: null, workspaces: [] })
    const back = await refresh(cloud().origin, member.cookie, { workspaceId: owner.workspaceId })
    expect(back.status).toBe(404)
    expect((await refresh(cloud().origin, back.cookie)).body.workspace).toBeNull()
  })

  test('somebody without a workspace is known, and refused by every endpoint that needs one', async () => {
    const { call, refused, account } = await loner()
    expect((await call('/v1/auth/me')).body).toMatchObject({
      user: { id: account.id },
      workspace: null,
      workspaces: [],
    })
    const ofMembers = Object.entries(endpoints).filter(([, { auth }]) => auth === 'member')
    expect(ofMembers.length).toBeGreaterThan(15)
    for (const [name, { method, path }] of ofMembers) {
      const answer = await codeOf(refused(path.replace('{id}', 'any'), { method }))
      expect(`${name}: ${answer}`).toBe(`${name}: 403 no_workspace`)
    }
  })

  test('a workspace of the own is made, renamed and switched to', async () => {
    const me = await loner()
    const { status, body } = await me.call<Membership>('/v1/workspaces', { body: { name: 'Sweet Shop' } })
    expect(status).toBe(201)
    expect(body).toMatchObject({ name: 'Sweet Shop', role: 'owner', tier: 'starter', dailyLimitPaise: null })
    const there = await refresh(cloud().origin, me.cookie, { workspaceId: body.id })
    const inside = outsider(cloud().origin, there.body.accessToken, me.account.address)
    expect((await inside.call('/v1/workspace/rename', { body: { name: 'Mithai' } })).status).toBe(200)
    expect((await me.call('/v1/auth/me')).body).toMatchObject({
      workspaces: [{ id: body.id, name: 'Mithai' }],
    })
    expect(await codeOf(inside.refused('/v1/workspace/rename', { body: { name: 'a\nb' } }))).toBe(
      '400 invalid_input',
    )
  })
})

test('somebody owns a hundred workspaces at most', async () => {
  const me = await loner()
  await superuser(
    `with made as (
      insert into auth.workspaces (id, name, created_at)
        select 'wsp_0' || left(md5($1 || n::text), 25), 'Client', now() from generate_series(1, 100) n returning id
    )
    insert into auth.members (workspace_id, user_id, role, created_at) select id, $1, 'owner', now() from made`,
    [me.account.id],
  )
  const make = () => codeOf(me.refused('/v1/workspaces', { body: { name: 'Sweet Shop' } }))
  expect(await make()).toBe('409 too_many')
  await superuser(
    `update auth.members set role = 'admin'
      where user_id = $1 and workspace_id = (select min(workspace_id) from auth.members where user_id = $1)`,
    [me.account.id],
  )
  expect(await make()).toBe('201')
})
