import { describe, expect, test } from 'vitest'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { meetHeldOpen } from '../../../support/database/held-open.ts'
import { accountRequests } from '../../../support/people/account-requests.ts'
import { superuserOf } from '../../../support/people/accounts.ts'
import { codeOf, newColleague } from '../../../support/people/client.ts'
import {
  ageDeletion,
  deleteAccount,
  deletedOf,
  deleteWorkspace,
  removeDeleted,
  restoreWorkspace,
} from '../../../support/people/deletion.ts'
import { mailedToken } from '../../../support/people/links.ts'
import { invite } from '../../../support/people/members.ts'
import { newcomer, register } from '../../../support/people/newcomer.ts'
import { secondFactorsOf } from '../../../support/people/second-factor.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
const { tryLogIn, restoreAccount, forgot, verify } = accountRequests(cloud)
const { withSecondFactor } = secondFactorsOf(cloud)

const isThere = async (id: string) =>
  (await superuser('select from auth.workspaces where id = $1', [id])).length === 1
const findAccounts = (email: string) => superuser('select from auth.users where email = $1', [email])

describe('after 30 days a deleted workspace', () => {
  test('is gone, and the others stay', async () => {
    const owner = await newColleague(cloud())
    const { workspaceId } = owner
    await owner.call('/v1/api-keys', { body: { name: 'Sheet', role: 'viewer' } })
    await invite(owner, newcomer().email)
    const recent = await newColleague(cloud())
    for (const each of [owner, recent]) expect(await deleteWorkspace(each)).toBe('200')
    await ageDeletion(superuser, 'workspaces', workspaceId, 31)
    await ageDeletion(superuser, 'workspaces', recent.workspaceId, 29)
    expect(await deletedOf(owner)).toEqual([])
    expect(await restoreWorkspace(owner, workspaceId)).toBe('404 not_found')

    await removeDeleted(cloud())
    await removeDeleted(cloud())
    expect([await isThere(workspaceId), await isThere(recent.workspaceId)]).toEqual([false, true])
    const left = await superuser<{ rows: number }>(
      `select ((select count(*) from auth.members where workspace_id = $1) +
        (select count(*) from auth.api_keys where workspace_id = $1) +
        (select count(*) from auth.invitations where workspace_id = $1))::integer as rows`,
      [workspaceId],
    )
    expect(left).toEqual([{ rows: 0 }])
    // What was done in it stays on record.
    const entries = await superuser('select from audit.entries where workspace_id = $1', [workspaceId])
    expect(entries.length).toBeGreaterThan(2)
  })

  test('stays when it is restored while it is about to be removed, and so does an account', async () => {
    const { account, workspaceId, refused } = await newColleague(cloud())
    expect(await codeOf(deleteAccount({ refused }))).toBe('200')
    await ageDeletion(superuser, 'users', account.id, 31)
    const undo = `with back as (update auth.users set deleted_at = null where id = $1)
      update auth.workspaces set deleted_at = null where id = $2`
    const held: [string, string[]] = [undo, [account.id, workspaceId]]
    await meetHeldOpen(cloud().databaseUrl, held, () => removeDeleted(cloud()))
    expect([await isThere(workspaceId), await codeOf(tryLogIn(account))]).toEqual([true, '200'])
  })

  test('that cannot be removed keeps neither another nor its owner, and the alarm rings', async () => {
    const [stuck, next] = [await newColleague(cloud()), await newColleague(cloud())]
    expect([await codeOf(deleteAccount(stuck)), await deleteWorkspace(next)]).toEqual(['200', '200'])
    await ageDeletion(superuser, 'users', stuck.account.id, 31)
    await ageDeletion(superuser, 'workspaces', next.workspaceId, 31)
    // A row that the removal knows nothing of.
    await superuser('create table auth.later (workspace_id text references auth.workspaces)')
    await superuser('insert into auth.later values ($1)', [stuck.workspaceId])
    const answer = await cloud().invoke('auth/schedules/remove-deleted', {})
    await superuser('drop table auth.later')
    expect(answer).toMatchObject({ ok: false, errorMessage: expect.stringMatching(/1 could not be removed/) })
    expect([await isThere(stuck.workspaceId), await isThere(next.workspaceId)]).toEqual([true, false])
    expect(await findAccounts(stuck.account.email)).toEqual([])
    await removeDeleted(cloud())
    expect(await isThere(stuck.workspaceId)).toBe(false)
  })
})

test('after 30 days an account is gone, with all that was its own, and its address is free', async () => {
  const me = await withSecondFactor()
  const { account } = me
  await me.call('/v1/auth/email/change', { body: { email: newcomer().email } })
  await forgot(account.email)
  const recent = await newColleague(cloud())
  for (const each of [me, recent]) expect(await codeOf(deleteAccount(each))).toBe('200')
  await ageDeletion(superuser, 'users', account.id, 31)
  await ageDeletion(superuser, 'users', recent.account.id, 29)
  // As for an address that nobody has.
  expect(await codeOf(restoreAccount(account))).toBe('401 wrong_login')

  await removeDeleted(cloud())
  expect(await findAccounts(account.email)).toEqual([])
  expect(await codeOf(tryLogIn(recent.account))).toBe('403 account_deleted')
  const left = await superuser<{ rows: number }>(
    `select ((select count(*) from auth.sessions where user_id = $1)
      + (select count(*) from auth.second_factors where user_id = $1)
      + (select count(*) from auth.recovery_codes where user_id = $1)
      + (select count(*) from auth.links where user_id = $1)
      + (select count(*) from auth.members where user_id = $1)
      + (select count(*) from auth.workspaces where id = $2))::integer as rows`,
    [account.id, me.workspaceId],
  )
  expect(left).toEqual([{ rows: 0 }])
  const entries = await superuser('select from audit.entries where actor_id = $1', [account.id])
  expect(entries.length).toBeGreaterThan(2)

  const next = { ...newcomer(), email: account.email }
  await register(cloud().origin, next)
  const token = await mailedToken(cloud(), next.email, 'Confirm your e-mail address')
  expect(await codeOf(verify(token, next.password))).toBe('200')
  expect(await findAccounts(account.email)).toHaveLength(1)
})
