import { describe, expect, test } from 'vitest'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { superuserOf } from '../../../support/people/accounts.ts'
import { type Colleague, codeOf, newColleague } from '../../../support/people/client.ts'
import {
  changeMember,
  invite,
  leaveWorkspace,
  peopleOf,
  removeMember,
  rolesOf,
} from '../../../support/people/members.ts'
import { newcomer } from '../../../support/people/newcomer.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
const { colleagueOf } = peopleOf(cloud)

describe('roles', () => {
  test('an admin makes, changes, removes and invites no owner', async () => {
    const owner = await newColleague(cloud())
    const [admin, editor] = [await colleagueOf(owner, 'admin'), await colleagueOf(owner, 'editor')]
    const before = await rolesOf(owner)
    for (const attempt of [
      changeMember(admin, owner, { role: 'viewer' }),
      removeMember(admin, owner),
      changeMember(admin, editor, { role: 'owner' }),
      changeMember(admin, admin, { role: 'owner' }),
      admin.refused('/v1/invitations', { body: { email: newcomer().email, role: 'owner' } }),
    ]) {
      expect(await codeOf(attempt)).toBe('403 role_forbidden')
    }
    expect(await rolesOf(owner)).toEqual(before)
    expect(await codeOf(changeMember(admin, editor, { role: 'admin' }))).toBe('200')
    expect(await codeOf(removeMember(admin, editor))).toBe('200')
  })

  test('a new role counts from the next request on', async () => {
    const owner = await newColleague(cloud())
    const admin = await colleagueOf(owner, 'admin')
    expect((await admin.call('/v1/invitations')).status).toBe(200)
    await changeMember(owner, admin, { role: 'viewer' })
    expect(await codeOf(admin.refused('/v1/invitations'))).toBe('403 role_forbidden')
    expect((await admin.call('/v1/members')).status).toBe(200)
  })

  test('the last owner stays: neither leaves, nor is removed, nor becomes something else', async () => {
    const owner = await newColleague(cloud())
    await colleagueOf(owner, 'admin')
    expect(await codeOf(leaveWorkspace(owner))).toBe('409 last_owner')
    expect(await codeOf(removeMember(owner, owner))).toBe('409 last_owner')
    expect(await codeOf(changeMember(owner, owner, { role: 'admin' }))).toBe('409 last_owner')
    expect((await rolesOf(owner))[owner.account.id]).toBe('owner')
    const second = await colleagueOf(owner, 'owner')
    expect(await codeOf(leaveWorkspace(owner))).toBe('200')
    expect(await codeOf(leaveWorkspace(second))).toBe('409 last_owner')
  })

  const departures: [string, (one: Colleague, other: Colleague) => ReturnType<Colleague['refused']>][] = [
    ['leave', (one) => leaveWorkspace(one)],
    ['remove each other', (one, other) => removeMember(one, other)],
    ['demote each other', (one, other) => changeMember(one, other, { role: 'viewer' })],
  ]
  test.each(departures)('of two owners who %s at once one stays', async (_what, depart) => {
    for (let round = 0; round < 3; round++) {
      const one = await newColleague(cloud())
      const other = await colleagueOf(one, 'owner')
      const answers = await Promise.all([codeOf(depart(one, other)), codeOf(depart(other, one))])
      expect(answers.filter((answer) => answer === '200')).toHaveLength(1)
      const owners = await superuser(
        `select user_id from auth.members where workspace_id = $1 and role = 'owner'`,
        [one.workspaceId],
      )
      expect(owners).toHaveLength(1)
    }
  })

  test('members, invitations and keys of another workspace are not there', async () => {
    const [owner, stranger] = [await newColleague(cloud()), await newColleague(cloud())]
    const editor = await colleagueOf(owner, 'editor')
    const { body: invitation } = await invite(owner, newcomer().email)
    const { body: key } = await owner.call<{ id: string }>('/v1/api-keys', {
      body: { name: 'Sheet', role: 'viewer' },
    })
    for (const attempt of [
      changeMember(stranger, editor, { role: 'viewer' }),
      removeMember(stranger, editor),
      stranger.refused(`/v1/invitations/${invitation.id}/withdraw`, { method: 'POST' }),
      stranger.refused(`/v1/api-keys/${key.id}/revoke`, { method: 'POST' }),
    ]) {
      expect(await codeOf(attempt)).toBe('404 not_found')
    }
    expect(await rolesOf(owner)).toMatchObject({ [editor.account.id]: 'editor' })
    for (const path of ['/v1/invitations', '/v1/api-keys']) {
      expect((await owner.call<{ items: unknown[] }>(path)).body.items).toHaveLength(1)
      expect((await stranger.call<{ items: unknown[] }>(path)).body.items).toEqual([])
    }
  })
})
