import { describe, expect, test } from 'vitest'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { meetHeldOpen } from '../../../support/database/held-open.ts'
import { accountRequests } from '../../../support/people/account-requests.ts'
import { makeAccount, superuserOf } from '../../../support/people/accounts.ts'
import { type Colleague, codeOf, newColleague } from '../../../support/people/client.ts'
import { mailedToken } from '../../../support/people/links.ts'
import { invite, peopleOf, rolesOf } from '../../../support/people/members.ts'
import { newcomer } from '../../../support/people/newcomer.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
const { tryLogIn, visitor } = accountRequests(cloud)
const { colleagueOf, loner } = peopleOf(cloud)

const meet = <T>(text: string, values: unknown[], send: () => Promise<T>) =>
  meetHeldOpen(cloud().databaseUrl, [text, values], send)

describe('a log-in that is under way', () => {
  const changes: [what: string, text: string][] = [
    ['the password is replaced', `update auth.users set password_hash = 'another' where id = $1`],
    [
      'a second factor is turned on',
      `with held as (select id from auth.users where id = $1 for no key update)
        insert into auth.second_factors (user_id, sealed_secret, confirmed_at) select id, 'x', now() from held`,
    ],
  ]
  test.each(changes)('while %s opens no session', async (_what, text) => {
    const account = await makeAccount(cloud().databaseUrl)
    expect(await codeOf(meet(text, [account.id], () => tryLogIn(account)))).toBe('401 wrong_login')
    expect(await superuser('select id from auth.sessions where user_id = $1', [account.id])).toEqual([])
  })
})

describe('an invitation that is being accepted', () => {
  const ends: [what: string, text: string][] = [
    ['becomes an editor', `update auth.members set role = 'editor' where user_id = $1`],
    ['is taken out', 'delete from auth.members where user_id = $1'],
  ]
  /** As a change of members does: it holds the workspace first. */
  const holding = (change: string) =>
    `with held as (select w.id from auth.workspaces w join auth.members m on m.workspace_id = w.id
        where m.user_id = $1 for no key update of w), gone as (select id from held)
      ${change} and workspace_id in (select id from gone)`

  test.each(ends)('while who sent it %s lets nobody in', async (_what, change) => {
    const owner = await newColleague(cloud())
    const admin = await colleagueOf(owner, 'admin')
    const guest = await loner()
    const stranger = newcomer()
    await invite(admin, guest.account.email)
    await invite(admin, stranger.email)
    const token = await mailedToken(cloud(), guest.account.email, 'You are invited')
    const other = await mailedToken(cloud(), stranger.email, 'You are invited')
    const accept = () => guest.refused('/v1/invitations/accept', { body: { token } })
    expect(await codeOf(meet(holding(change), [admin.account.id], accept))).toBe('400 link_invalid')
    // Nor does it once that has happened, although the row is still open.
    const { name, password } = stranger
    const made = visitor().refused('/v1/invitations/register', { body: { token: other, name, password } })
    expect(await codeOf(made)).toBe('400 link_invalid')
    expect(Object.keys(await rolesOf(owner))).not.toContain(guest.account.id)
    expect(await superuser('select id from auth.users where email = $1', [stranger.email])).toEqual([])
  })
})

describe('a limit counts what comes at the same moment:', () => {
  const atOnce = async (caller: Colleague, path: string, body: object) =>
    (await Promise.all([1, 2, 3].map(() => codeOf(caller.refused(path, { body }))))).sort()

  test('the hundredth workspace', async () => {
    const owner = await newColleague(cloud())
    await superuser(
      `with made as (insert into auth.workspaces (id, name, created_at)
          select 'wsp_0' || left(md5($1 || n::text), 25), 'Many', now() from generate_series(1, 98) n returning id)
        insert into auth.members (workspace_id, user_id, role, created_at) select id, $1, 'owner', now() from made`,
      [owner.account.id],
    )
    const answers = await atOnce(owner, '/v1/workspaces', { name: 'The last' })
    expect(answers).toEqual(['201', '409 too_many', '409 too_many'])
  })

  test('the twentieth key', async () => {
    const owner = await newColleague(cloud())
    await superuser(
      `insert into auth.api_keys (id, workspace_id, name, role, hash, hint, created_by, created_at)
        select 'key_0' || left(md5($1 || n::text), 25), $1, 'Sheet', 'viewer', $1 || n, 'dhol_Ab12…', 'Asha', now()
        from generate_series(1, 19) n`,
      [owner.workspaceId],
    )
    const answers = await atOnce(owner, '/v1/api-keys', { name: 'The last', role: 'viewer' })
    expect(answers).toEqual(['201', '409 too_many', '409 too_many'])
  })
})
