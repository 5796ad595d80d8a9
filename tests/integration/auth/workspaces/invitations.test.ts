import { typeid } from 'typeid-js'
import { describe, expect, test } from 'vitest'
import type { Invitation } from '../../../../contracts/auth/invitations.ts'
import { refresh } from '../../../support/browser/tabs.ts'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { superuserOf } from '../../../support/people/accounts.ts'
import { type Colleague, codeOf, newColleague, outsider } from '../../../support/people/client.ts'
import { madeUpToken, mailedToken, mailsAbout, tokenIn } from '../../../support/people/links.ts'
import {
  changeMember,
  invite,
  membersOf,
  peopleOf,
  removeMember,
  rolesOf,
} from '../../../support/people/members.ts'
import { newAddress, newcomer } from '../../../support/people/newcomer.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
const { colleagueOf, loner } = peopleOf(cloud)

const tokenFor = (email: string, count?: number) => mailedToken(cloud(), email, 'You are invited', count)
const read = (token: string) =>
  outsider(cloud().origin, undefined, newAddress()).refused('/v1/invitations/read', { body: { token } })
const accept = ({ refused }: Pick<Colleague, 'refused'>, token: string) =>
  refused('/v1/invitations/accept', { body: { token } })

describe('an invitation', () => {
  test('reaches its address by mail, says where it leads, and is accepted', async () => {
    const [owner, guest] = [await newColleague(cloud()), await loner()]
    const made = await invite(owner, guest.account.email, { role: 'approver', dailyLimitPaise: 250_000 })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ email: guest.account.email, role: 'approver', invitedBy: 'Asha' })
    const days = (Date.parse(made.body.expiresAt) - Date.parse(made.body.createdAt)) / 86_400_000
    expect(days).toBe(7)
    expect(JSON.stringify(made.body)).not.toMatch(/token/i)

    const [mail] = await mailsAbout(cloud(), guest.account.email, 'You are invited')
    expect(mail?.text).toContain(`${cloud().origin}/invitation#token=${owner.workspaceId}.`)
    const token = mail ? tokenIn(mail) : ''
    expect((await read(token)).body).toEqual({
      workspaceName: 'Chai Point',
      email: guest.account.email,
      role: 'approver',
      invitedBy: 'Asha',
      hasAccount: true,
    })
    const joined = await accept(guest, token)
    expect(joined).toMatchObject({
      status: 200,
      body: { id: owner.workspaceId, name: 'Chai Point', role: 'approver', dailyLimitPaise: 250_000 },
    })
    expect(await membersOf(owner)).toContainEqual(
      expect.objectContaining({ id: guest.account.id, role: 'approver', dailyLimitPaise: 250_000 }),
    )
    expect(await accept(guest, token)).toMatchObject({ status: 200, body: joined.body })
    expect(await codeOf(read(token))).toBe('400 link_invalid')
    expect((await owner.call<{ items: unknown[] }>('/v1/invitations')).body.items).toEqual([])

    const there = await refresh(cloud().origin, guest.cookie, { workspaceId: owner.workspaceId })
    expect(there.body.workspace).toMatchObject({ id: owner.workspaceId, role: 'approver' })
  })

  test('is for the address that it was sent to', async () => {
    const [owner, guest, finder] = [await newColleague(cloud()), await loner(), await loner()]
    await invite(owner, guest.account.email)
    const token = await tokenFor(guest.account.email)
    expect(await codeOf(accept(finder, token))).toBe('409 invitation_for_other')
    expect(await rolesOf(owner)).toEqual({ [owner.account.id]: 'owner' })
    expect((await accept(guest, token)).status).toBe(200)
  })

  test('accepted twice at once makes one member', async () => {
    const [owner, guest] = [await newColleague(cloud()), await loner()]
    await invite(owner, guest.account.email)
    const token = await tokenFor(guest.account.email)
    const answers = await Promise.all([1, 2, 3].map(() => codeOf(accept(guest, token))))
    expect(answers).toEqual(['200', '200', '200'])
    const joined = `select id from audit.entries where action = 'member.joined' and subject = $1`
    expect(await superuser(joined, [guest.account.id])).toHaveLength(1)
  })

  test('that has expired, was withdrawn, replaced or made up leads nowhere', async () => {
    const owner = await newColleague(cloud())
    const [late, withdrawn, replaced] = [await loner(), await loner(), await loner()]
    const expired = await invite(owner, late.account.email)
    const taken = await invite(owner, withdrawn.account.email)
    await invite(owner, replaced.account.email, { role: 'admin' })
    const tokens = new Map([
      [late, await tokenFor(late.account.email)],
      [withdrawn, await tokenFor(withdrawn.account.email)],
      [replaced, await tokenFor(replaced.account.email)],
    ])
    for (const token of tokens.values()) expect((await read(token)).status).toBe(200)

    await superuser(`update auth.invitations set expires_at = now() - interval '1 second' where id = $1`, [
      expired.body.id,
    ])
    const withdraw = () => owner.refused(`/v1/invitations/${taken.body.id}/withdraw`, { method: 'POST' })
    expect(await codeOf(withdraw())).toBe('200')
    expect(await codeOf(withdraw())).toBe('404 not_found')
    const again = await invite(owner, replaced.account.email, { role: 'viewer' })
    const newest = await tokenFor(replaced.account.email, 2)

    for (const [guest, token] of tokens) {
      expect(await codeOf(read(token))).toBe('400 link_invalid')
      expect(await codeOf(accept(guest, token))).toBe('400 link_invalid')
    }
    const guess = `${owner.workspaceId}.${madeUpToken}`
    for (const token of [guess, madeUpToken, newest.replace(owner.workspaceId, typeid('wsp').toString())]) {
      expect(await codeOf(accept(replaced, token))).toBe('400 link_invalid')
    }
    const { body } = await owner.call<{ items: Invitation[] }>('/v1/invitations')
    expect(body.items.map(({ id }) => id)).toEqual([again.body.id])
    expect((await accept(replaced, newest)).body).toMatchObject({ role: 'viewer' })
  })

  test('an approver has a limit per day, and nobody else', async () => {
    const owner = await newColleague(cloud())
    const { email } = newcomer()
    const places: object[] = [
      { role: 'approver' },
      { role: 'editor', dailyLimitPaise: 1 },
      { role: 'approver', dailyLimitPaise: -1 },
      { role: 'approver', dailyLimitPaise: 1.5 },
    ]
    const editor = await colleagueOf(owner, 'editor')
    for (const place of places) {
      for (const [path, body] of [
        ['/v1/invitations', { email, ...place }],
        [`/v1/members/${editor.account.id}/change`, place],
      ] as const) {
        const refused = await owner.refused(path, { body })
        expect(refused.body.error.fields?.map((field) => field.path)).toEqual(['dailyLimitPaise'])
      }
    }
    expect((await owner.call<{ items: unknown[] }>('/v1/invitations')).body.items).toEqual([])
    expect(await codeOf(changeMember(owner, editor, { role: 'approver', dailyLimitPaise: 5 }))).toBe('200')
    expect(await membersOf(owner)).toContainEqual(
      expect.objectContaining({ role: 'approver', dailyLimitPaise: 5 }),
    )
    expect(await codeOf(changeMember(owner, editor, { role: 'viewer' }))).toBe('200')
    expect(await membersOf(owner)).toContainEqual(
      expect.objectContaining({ role: 'viewer', dailyLimitPaise: null }),
    )
  })

  test('leads nobody back who was taken out', async () => {
    const [owner, guest] = [await newColleague(cloud()), await loner()]
    const { body } = await invite(owner, guest.account.email)
    const token = await tokenFor(guest.account.email)
    expect((await accept(guest, token)).status).toBe(200)
    // As one that was made in the moment of joining would still be.
    await superuser('update auth.invitations set ended_at = null where id = $1', [body.id])
    await removeMember(owner, guest)
    expect(await codeOf(accept(guest, token))).toBe('400 link_invalid')
    expect(Object.keys(await rolesOf(owner))).toEqual([owner.account.id])
  })

  test('to a member is refused', async () => {
    const owner = await newColleague(cloud())
    const editor = await colleagueOf(owner, 'editor')
    const again = owner.refused('/v1/invitations', { body: { email: editor.account.email, role: 'viewer' } })
    expect(await codeOf(again)).toBe('409 already_member')
  })
})
