import { typeid } from 'typeid-js'
import { describe, expect, test } from 'vitest'
import type { Membership } from '../../contracts/auth.ts'
import { endpoints } from '../../contracts/index.ts'
import type { Role } from '../../contracts/roles.ts'
import type { Invitation, Member } from '../../contracts/workspaces.ts'
import { sessionOf } from '../support/access-tokens.ts'
import { asSuperuser, makeAccount } from '../support/accounts.ts'
import { logIn, newColleague, outsider } from '../support/client.ts'
import { testCloud } from '../support/cloud.ts'
import { mailedToken, mailsAbout, tokenIn } from '../support/links.ts'
import { newAddress, newcomer } from '../support/newcomer.ts'
import { refresh } from '../support/tabs.ts'

const cloud = testCloud()

type Colleague = Awaited<ReturnType<typeof newColleague>>
type Place = { role: Role; dailyLimitPaise?: number }

const superuser = (text: string, values: unknown[]) => asSuperuser(cloud().databaseUrl, text, values)
const colleagueOf = ({ workspaceId }: Colleague, role: Role) => newColleague(cloud(), { role, workspaceId })
const codeOf = async (answer: ReturnType<Colleague['refused']>) => {
  const { status, body } = await answer
  return body.error ? `${status} ${body.error.code}` : String(status)
}
const invite = ({ call }: Colleague, email: string, place: Place = { role: 'editor' }) =>
  call<Invitation>('/v1/invitations', { body: { email, ...place } })
const tokenFor = (email: string, count?: number) => mailedToken(cloud(), email, 'invites you to', count)
const read = (token: string) =>
  outsider(cloud().origin, undefined, newAddress()).refused('/v1/invitations/read', { body: { token } })
const accept = ({ refused }: Pick<Colleague, 'refused'>, token: string) =>
  refused('/v1/invitations/accept', { body: { token } })
const membersOf = async ({ call }: Pick<Colleague, 'call'>) =>
  (await call<{ items: Member[] }>('/v1/members')).body.items
const rolesOf = async (of: Pick<Colleague, 'call'>) =>
  Object.fromEntries((await membersOf(of)).map(({ id, role }) => [id, role]))
const change = ({ refused }: Colleague, { account }: Pick<Colleague, 'account'>, place: Place) =>
  refused(`/v1/members/${account.id}/change`, { body: place })
const remove = ({ refused }: Colleague, { account }: Pick<Colleague, 'account'>) =>
  refused(`/v1/members/${account.id}/remove`, { method: 'POST' })
const leave = ({ refused }: Colleague) => refused('/v1/workspace/leave', { method: 'POST' })

/** Somebody who is logged in and belongs nowhere. */
async function loner() {
  const account = await makeAccount(cloud().databaseUrl, 'Ravi')
  return { account, ...(await logIn(cloud().origin, account)) }
}

describe('an invitation', () => {
  test('reaches its address by mail, says where it leads, and is accepted', async () => {
    const [owner, guest] = [await newColleague(cloud()), await loner()]
    const made = await invite(owner, guest.account.email, { role: 'approver', dailyLimitPaise: 250_000 })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ email: guest.account.email, role: 'approver', invitedBy: 'Asha' })
    const days = (Date.parse(made.body.expiresAt) - Date.parse(made.body.createdAt)) / 86_400_000
    expect(days).toBe(7)
    expect(JSON.stringify(made.body)).not.toMatch(/token/i)

    const [mail] = await mailsAbout(cloud(), guest.account.email, 'Asha invites you to Chai Point')
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
    const guess = `${owner.workspaceId}.${'A'.repeat(43)}`
    for (const token of [
      guess,
      'A'.repeat(43),
      newest.replace(owner.workspaceId, typeid('wsp').toString()),
    ]) {
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
    expect(await codeOf(change(owner, editor, { role: 'approver', dailyLimitPaise: 5 }))).toBe('200')
    expect(await membersOf(owner)).toContainEqual(
      expect.objectContaining({ role: 'approver', dailyLimitPaise: 5 }),
    )
    expect(await codeOf(change(owner, editor, { role: 'viewer' }))).toBe('200')
    expect(await membersOf(owner)).toContainEqual(
      expect.objectContaining({ role: 'viewer', dailyLimitPaise: null }),
    )
  })

  test('to a member is refused', async () => {
    const owner = await newColleague(cloud())
    const editor = await colleagueOf(owner, 'editor')
    const again = owner.refused('/v1/invitations', { body: { email: editor.account.email, role: 'viewer' } })
    expect(await codeOf(again)).toBe('409 already_member')
  })
})

describe('roles', () => {
  test('an admin makes, changes, removes and invites no owner', async () => {
    const owner = await newColleague(cloud())
    const [admin, editor] = [await colleagueOf(owner, 'admin'), await colleagueOf(owner, 'editor')]
    const before = await rolesOf(owner)
    for (const attempt of [
      change(admin, owner, { role: 'viewer' }),
      remove(admin, owner),
      change(admin, editor, { role: 'owner' }),
      change(admin, admin, { role: 'owner' }),
      admin.refused('/v1/invitations', { body: { email: newcomer().email, role: 'owner' } }),
    ]) {
      expect(await codeOf(attempt)).toBe('403 role_forbidden')
    }
    expect(await rolesOf(owner)).toEqual(before)
    expect(await codeOf(change(admin, editor, { role: 'admin' }))).toBe('200')
    expect(await codeOf(remove(admin, editor))).toBe('200')
  })

  test('a new role counts from the next request on', async () => {
    const owner = await newColleague(cloud())
    const admin = await colleagueOf(owner, 'admin')
    expect((await admin.call('/v1/invitations')).status).toBe(200)
    await change(owner, admin, { role: 'viewer' })
    expect(await codeOf(admin.refused('/v1/invitations'))).toBe('403 role_forbidden')
    expect((await admin.call('/v1/members')).status).toBe(200)
  })

  test('the last owner stays: neither leaves, nor is removed, nor becomes something else', async () => {
    const owner = await newColleague(cloud())
    await colleagueOf(owner, 'admin')
    expect(await codeOf(leave(owner))).toBe('409 last_owner')
    expect(await codeOf(remove(owner, owner))).toBe('409 last_owner')
    expect(await codeOf(change(owner, owner, { role: 'admin' }))).toBe('409 last_owner')
    expect((await rolesOf(owner))[owner.account.id]).toBe('owner')
    const second = await colleagueOf(owner, 'owner')
    expect(await codeOf(leave(owner))).toBe('200')
    expect(await codeOf(leave(second))).toBe('409 last_owner')
  })

  const departures: [string, (one: Colleague, other: Colleague) => ReturnType<Colleague['refused']>][] = [
    ['leave', (one) => leave(one)],
    ['remove each other', (one, other) => remove(one, other)],
    ['demote each other', (one, other) => change(one, other, { role: 'viewer' })],
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
      change(stranger, editor, { role: 'viewer' }),
      remove(stranger, editor),
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

describe('belonging', () => {
  test.each([
    ['removed', (owner: Colleague, member: Colleague) => remove(owner, member)],
    ['gone by themselves', (_owner: Colleague, member: Colleague) => leave(member)],
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

describe('what is weighty', () => {
  const weighty = Object.entries(endpoints).filter(([, { stepUp }]) => stepUp)
  const named = [
    'changeEmail',
    'changeMember',
    'changePassword',
    'confirmSecondFactor',
    'createApiKey',
    'inviteMember',
    'removeSecondFactor',
    'renewRecoveryCodes',
    'startSecondFactor',
  ]

  test('asks for a step-up once the last one is older than ten minutes, whatever the body', async () => {
    expect(weighty.map(([name]) => name).sort()).toEqual(expect.arrayContaining(named))
    const owner = await newColleague(cloud())
    const confirmedBefore = (interval: string) =>
      superuser('update auth.sessions set confirmed_at = now() - $2::interval where id = $1', [
        sessionOf(owner.session.accessToken),
        interval,
      ])
    await confirmedBefore('10 minutes 1 second')
    for (const [name, { method, path }] of weighty) {
      const request = { method, body: {} }
      const answer = await codeOf(owner.refused(path.replace('{id}', owner.account.id), request))
      expect(`${name}: ${answer}`).toBe(`${name}: 403 step_up_required`)
    }
    await confirmedBefore('9 minutes')
    for (const [name, { method, path }] of weighty) {
      const answer = await codeOf(owner.refused(path.replace('{id}', owner.account.id), { method, body: {} }))
      expect(`${name}: ${answer}`).not.toContain('step_up_required')
    }
  })
})
