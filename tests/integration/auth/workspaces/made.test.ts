import { describe, expect, test } from 'vitest'
import type { MadeThing } from '../../../../contracts/auth/review.ts'
import type { Role } from '../../../../contracts/roles.ts'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { accountRequests } from '../../../support/people/account-requests.ts'
import { superuserOf } from '../../../support/people/accounts.ts'
import { type Colleague, codeOf, logIn, newColleague, outsider } from '../../../support/people/client.ts'
import { mailedToken, mailsAbout } from '../../../support/people/links.ts'
import { changeMember, invite, peopleOf } from '../../../support/people/members.ts'
import { newAddress, newcomer } from '../../../support/people/newcomer.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
const { forgot, reset } = accountRequests(cloud)
const { colleagueOf } = peopleOf(cloud)

const makeKey = async ({ call }: Pick<Colleague, 'call'>, role: Role) =>
  (await call<{ id: string; key: string }>('/v1/api-keys', { body: { name: `The ${role}`, role } })).body
const works = async ({ key }: { key: string }) =>
  (await outsider(cloud().origin, key, newAddress()).call('/v1/members')).status === 200
const openInvitations = async ({ call }: Pick<Colleague, 'call'>) =>
  (await call<{ items: { role: Role }[] }>('/v1/invitations')).body.items.map(({ role }) => role)

describe('what is above a new role goes with the old one', () => {
  const demotions: [from: Role, to: Role, keys: Role[], invitations: Role[]][] = [
    ['owner', 'admin', ['editor', 'viewer'], ['viewer', 'admin']],
    ['admin', 'editor', ['editor', 'viewer'], []],
    ['admin', 'viewer', ['viewer'], []],
  ]
  test.each(demotions)('%s to %s', async (from, to, keysLeft, invitationsLeft) => {
    const owner = await newColleague(cloud())
    const other = await colleagueOf(owner, from)
    const keys = { editor: await makeKey(other, 'editor'), viewer: await makeKey(other, 'viewer') }
    const kept = await makeKey(owner, 'editor')
    const invited = ['owner', 'admin', 'viewer'] as const
    for (const role of invited)
      await other.refused('/v1/invitations', { body: { email: newcomer().email, role } })
    expect(await codeOf(changeMember(owner, other, { role: to as 'viewer' }))).toBe('200')
    const left = []
    for (const role of ['editor', 'viewer'] as const) if (await works(keys[role])) left.push(role)
    expect(left).toEqual(keysLeft)
    expect(await works(kept)).toBe(true)
    expect(await openInvitations(owner)).toEqual(invitationsLeft)
  })
})

describe('a person is told of what lets others in by their name', () => {
  test('by mail, and in what was done with their account', async () => {
    const owner = await newColleague(cloud())
    const editor = await colleagueOf(owner, 'editor')
    await makeKey(owner, 'viewer')
    await invite(owner, newcomer().email, { role: 'viewer' })
    await invite(owner, newcomer().email, { role: 'admin' })
    await changeMember(owner, editor, { role: 'admin' })
    await changeMember(owner, editor, { role: 'viewer' })
    await mailsAbout(cloud(), owner.account.email, 'An API key was made in your name')
    const named = await mailsAbout(cloud(), owner.account.email, 'named somebody owner or admin', 2)
    expect(named).toHaveLength(2)
    const own = await owner.call<{ items: { action: string }[] }>('/v1/audit/own')
    expect(own.body.items.map(({ action }) => action)).toEqual([
      'user.manager_named',
      'user.manager_named',
      'user.key_made',
      'session.opened',
    ])
  })
})

describe('a new password by a link', () => {
  type Review = { workspaces: { id: string; name: string; made: MadeThing[] }[] }
  const reviewOf = async ({ call }: Pick<Colleague, 'call'>) => (await call<Review>('/v1/auth/review')).body
  const hasReview = async ({ call }: Pick<Colleague, 'call'>) =>
    (await call<{ hasReview: boolean }>('/v1/auth/me')).body.hasReview

  /** Sets it, and logs in with it. */
  async function recover({ account }: Colleague) {
    await forgot(account.email)
    const password = 'another lantern river 8'
    await reset(await mailedToken(cloud(), account.email, 'A new password'), password)
    return logIn(cloud().origin, { ...account, password, address: newAddress() })
  }

  test('ends keys of the last month and open invitations, and asks about all that was made', async () => {
    const owner = await newColleague(cloud())
    const puppet = await colleagueOf(owner, 'viewer')
    const [old, fresh] = [await makeKey(owner, 'editor'), await makeKey(owner, 'viewer')]
    const others = await makeKey(await colleagueOf(owner, 'admin'), 'editor')
    // Its id is as old as it.
    await superuser(
      `update auth.api_keys set created_at = now() - interval '31 days', id = 'key_00' || substr(id, 7) where id = $1`,
      [old.id],
    )
    await invite(owner, newcomer().email, { role: 'admin' })
    await changeMember(owner, puppet, { role: 'owner' })

    const again = await recover(owner)
    expect([await works(old), await works(fresh), await works(others)]).toEqual([true, false, true])
    expect(await openInvitations(again)).toEqual([])
    expect(await hasReview(again)).toBe(true)
    const { workspaces } = await reviewOf(again)
    expect(workspaces).toMatchObject([{ id: owner.workspaceId, name: 'Chai Point' }])
    expect(workspaces[0]?.made.map(({ kind, role, isOpen }) => [kind, role, isOpen])).toEqual([
      ['member', 'owner', true],
      ['invitation', 'admin', false],
      ['key', 'viewer', false],
    ])

    expect(await codeOf(again.refused('/v1/auth/review/finish', { method: 'POST' }))).toBe('200')
    expect([await hasReview(again), await reviewOf(again)]).toEqual([false, { workspaces: [] }])
  })

  test('asks about each workspace, and writes down there what it ended', async () => {
    const owner = await newColleague(cloud())
    await makeKey(owner, 'editor')
    const elsewhere = await newColleague(cloud())
    await superuser(
      `insert into auth.members (workspace_id, user_id, role, created_at) values ($1, $2, 'admin', now())`,
      [elsewhere.workspaceId, owner.account.id],
    )
    const there = { id: 'key_7zzzzzzzzzzzzzzzzzzzzzzzzz', workspace: elsewhere.workspaceId }
    await superuser(
      `insert into auth.api_keys (id, workspace_id, name, role, hash, hint, created_by, created_by_id, created_at)
        values ($1, $2, 'Theirs', 'editor', $2, '', 'Asha', $3, now())`,
      [there.id, there.workspace, owner.account.id],
    )
    const again = await recover(owner)
    const { workspaces } = await reviewOf(again)
    expect(workspaces.map(({ id }) => id).sort()).toEqual([owner.workspaceId, there.workspace].sort())
    const written = await elsewhere.call<{ items: unknown[] }>(`/v1/audit?subject=${there.id}`)
    expect(written.body.items).toMatchObject([
      { action: 'api_key.revoked', why: 'Its maker set a new password by a link.' },
    ])
  })

  test('asks nothing where nothing was made', async () => {
    const again = await recover(await newColleague(cloud()))
    expect([await hasReview(again), await reviewOf(again)]).toEqual([false, { workspaces: [] }])
  })
})
