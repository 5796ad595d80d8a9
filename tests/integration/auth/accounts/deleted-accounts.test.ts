import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import type { Fate } from '../../../../contracts/auth/account-deletion.ts'
import { restorableDays } from '../../../../contracts/restorable.ts'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { accountRequests, said } from '../../../support/people/account-requests.ts'
import { join, makeWorkspace, superuserOf } from '../../../support/people/accounts.ts'
import { type Colleague, codeOf, logIn, newColleague, outsider } from '../../../support/people/client.ts'
import { deleteAccount, deleteWorkspace } from '../../../support/people/deletion.ts'
import { mailedToken, mailsAbout } from '../../../support/people/links.ts'
import { membersOf, peopleOf, rolesOf } from '../../../support/people/members.ts'
import { newAddress, newcomer, register } from '../../../support/people/newcomer.ts'
import { secondFactorsOf } from '../../../support/people/second-factor.ts'
import { opened } from '../../../support/people/sockets.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
const { visitor, tryLogIn, restoreAccount, forgot, reset } = accountRequests(cloud)
const { colleagueOf } = peopleOf(cloud)
const { withSecondFactor } = secondFactorsOf(cloud)

const fatesOf = async ({ call }: Pick<Colleague, 'call'>) => {
  const { workspaces } = (await call<{ workspaces: Fate[] }>('/v1/auth/me/deletion')).body
  return Object.fromEntries(workspaces.map(({ id, fate }) => [id, fate]))
}
const accountOf = (email: string) =>
  superuser<{ id: string; deleted: boolean }>(
    'select id, deleted_at is not null as deleted from auth.users where email = $1',
    [email],
  )

describe('an account that is deleted', () => {
  test('leaves what it shared, takes along what was its own, and comes back with that', async () => {
    const me = await newColleague(cloud())
    const { account, workspaceId: own } = me
    const boss = await newColleague(cloud())
    await join(cloud().databaseUrl, boss.workspaceId, account.id, 'editor')
    const owned = await makeWorkspace(cloud().databaseUrl)
    await join(cloud().databaseUrl, owned.id, account.id, 'owner')
    await join(cloud().databaseUrl, owned.id, boss.account.id, 'viewer')
    const key = await me.call<{ key: string }>('/v1/api-keys', { body: { name: 'Sheet', role: 'viewer' } })
    const phone = await logIn(cloud().origin, account)

    expect(await fatesOf(me)).toEqual({
      [own]: 'deleted',
      [boss.workspaceId]: 'left',
      [owned.id]: 'needs_owner',
    })
    const refused = await deleteAccount(me)
    expect([refused.status, refused.body.error.code]).toEqual([409, 'last_owner'])
    expect(refused.body.error.message).toContain(`“${owned.name}”`)
    // Nothing of it was done.
    expect(await rolesOf(boss)).toHaveProperty(account.id)
    expect(await fatesOf(me)).toMatchObject({ [own]: 'deleted' })

    await superuser(`update auth.members set role = 'owner' where workspace_id = $1`, [owned.id])
    const tab = await opened(phone)
    const closed = once(tab.socket, 'close', { signal: AbortSignal.timeout(30_000) })
    expect(await codeOf(deleteAccount(me))).toBe('200')
    await closed
    for (const each of [me, phone]) expect(await codeOf(each.refused('/v1/auth/me'))).toBe('401 unauthorized')
    expect(await codeOf(outsider(cloud().origin, key.body.key).refused('/v1/brands'))).toBe(
      '401 unauthorized',
    )
    expect((await membersOf(boss)).map(({ id }) => id)).toEqual([boss.account.id])
    const [mail] = await mailsAbout(cloud(), account.email, 'Your account was deleted')
    expect(mail?.text).toContain(`${cloud().origin}/login`)

    const answer = await tryLogIn(account)
    expect([answer.status, answer.body.error.code]).toEqual([403, 'account_deleted'])
    expect(Date.now() - Date.parse(answer.body.error.deletedAt ?? '')).toBeLessThan(60_000)
    const until = new Date(Date.now() + restorableDays * 24 * 60 * 60_000)
    expect(answer.body.error.message).toContain(
      until.toLocaleDateString('en-IN', { dateStyle: 'long', timeZone: 'Asia/Kolkata' }),
    )
    expect(answer.headers.getSetCookie()).toEqual([])

    const restored = await visitor().call<{ accessToken: string }>('/v1/auth/session/login', {
      body: { email: account.email, password: account.password, restoreAccount: true },
    })
    expect(restored).toMatchObject({ status: 200, body: { workspace: { id: own, role: 'owner' } } })
    const back = outsider(cloud().origin, restored.body.accessToken, newAddress())
    expect(await fatesOf(back)).toEqual({ [own]: 'deleted' })
    expect(await codeOf(outsider(cloud().origin, key.body.key).refused('/v1/brands'))).toBe(
      '401 unauthorized',
    )
    expect((await logIn(cloud().origin, account)).session.user.id).toBe(account.id)
    const written = await superuser<{ action: string; workspace_id: string | null }>(
      `select action, workspace_id from audit.entries where actor_id = $1
        and split_part(action, '.', 1) in ('account', 'workspace', 'member') order by id`,
      [account.id],
    )
    expect(written.map((row) => `${row.action} ${row.workspace_id}`).toSorted()).toEqual(
      [
        'account.deleted null',
        'account.restored null',
        `member.left ${boss.workspaceId}`,
        `member.left ${owned.id}`,
        `workspace.deleted ${own}`,
        `workspace.restored ${own}`,
      ].toSorted(),
    )
  })

  test('asks who sits there, and is deleted once by two at the same moment', async () => {
    const me = await newColleague(cloud())
    await superuser(`update auth.sessions set confirmed_at = null where user_id = $1`, [me.account.id])
    expect(await codeOf(deleteAccount(me))).toBe('403 step_up_required')
    await me.call('/v1/auth/step-up', { body: { password: me.account.password } })
    const answers = await Promise.all([codeOf(deleteAccount(me)), codeOf(deleteAccount(me))])
    expect(answers.sort()).toEqual(['200', '401 unauthorized'])
    const both = await Promise.all([codeOf(restoreAccount(me.account)), codeOf(restoreAccount(me.account))])
    expect(both).toEqual(['200', '200'])
    const written = await superuser(
      `select action from audit.entries where subject = $1 and action like 'account.%' order by id`,
      [me.account.id],
    )
    expect(written).toEqual([{ action: 'account.deleted' }, { action: 'account.restored' }])
  })

  test('keeps a workspace that was deleted before, and its only owner, for when they come back', async () => {
    const me = await newColleague(cloud())
    const viewer = await colleagueOf(me, 'viewer')
    expect(await deleteWorkspace(me)).toBe('200')
    for (const each of [viewer, me]) expect(await codeOf(deleteAccount(each))).toBe('200')
    const back = await restoreAccount(me.account)
    expect(back).toMatchObject({ status: 200, body: { workspace: null } })
    const { accessToken } = back.body as unknown as { accessToken: string }
    const again = outsider(cloud().origin, accessToken, newAddress())
    const path = `/v1/workspaces/${me.workspaceId}/restore`
    expect(await codeOf(again.refused(path, { method: 'POST' }))).toBe('200')
    const seats = await superuser('select user_id from auth.members where workspace_id = $1', [
      me.workspaceId,
    ])
    expect(seats).toEqual([{ user_id: me.account.id }])
  })

  test('says so to nobody but who has its password', async () => {
    const me = await newColleague(cloud())
    expect(await codeOf(deleteAccount(me))).toBe('200')
    const wrong = { email: me.account.email, password: 'a wrong lantern river' }
    const live = { ...wrong, email: (await newColleague(cloud())).account.email }
    const told = said(await tryLogIn(wrong))
    expect(told).toEqual(said(await tryLogIn(live)))
    expect(told).toEqual(said(await restoreAccount(wrong)))
    expect(told).toMatchObject({ status: 401, body: { error: { code: 'wrong_login' } } })
    const address = newAddress()
    const tries = []
    for (let count = 0; count < 7; count++) tries.push(await codeOf(tryLogIn(wrong, address)))
    expect(tries.at(-1)).toBe('429 slow_down')

    const taken = { ...newcomer(), email: me.account.email }
    expect((await register(cloud().origin, taken)).status).toBe(202)
    const [mail] = await mailsAbout(cloud(), taken.email, 'You have an account already')
    expect(mail?.text).toContain('logging in brings it back')
    await forgot(taken.email)
    const password = 'another lantern river 8'
    await reset(await mailedToken(cloud(), taken.email, 'A new password'), password)
    expect(await codeOf(tryLogIn({ ...taken, password }))).toBe('403 account_deleted')
    expect(await codeOf(restoreAccount({ ...taken, password }))).toBe('200')
  })

  test('asks for the second factor before it comes back', async () => {
    const me = await withSecondFactor()
    expect(await codeOf(deleteAccount(me))).toBe('200')
    const { account, app } = me
    expect(await codeOf(restoreAccount(account))).toBe('401 code_required')
    expect(await codeOf(restoreAccount({ ...account, code: app.wrongCode() }))).toBe('401 code_wrong')
    expect(await accountOf(account.email)).toMatchObject([{ deleted: true }])
    expect(await codeOf(restoreAccount({ ...account, code: await app.freshCode() }))).toBe('200')
  })
})
