import { describe, expect, test } from 'vitest'
import { mailLimits } from '../../../../contracts/limits.ts'
import { refresh } from '../../../support/browser/tabs.ts'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { accountRequests } from '../../../support/people/account-requests.ts'
import { join, makeWorkspace, superuserOf } from '../../../support/people/accounts.ts'
import { codeOf, newColleague, outsider } from '../../../support/people/client.ts'
import { mailedToken } from '../../../support/people/links.ts'
import { invite } from '../../../support/people/members.ts'
import { newAddress, newcomer, register } from '../../../support/people/newcomer.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
const { forgot, reset } = accountRequests(cloud)

/** How often each answer was given. */
function tally(codes: string[]) {
  const counts: Record<string, number> = {}
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
  return counts
}
const refused = '429 limit_exceeded'

describe('mails to strangers', () => {
  test('who asks for accounts from one network are as many as it may have sent, and no fewer elsewhere', async () => {
    const address = newAddress()
    const codes: string[] = []
    for (let asked = 0; asked < mailLimits.network.burst + 5; asked++) {
      codes.push(await codeOf(register(cloud().origin, { ...newcomer(), address })))
    }
    const { [refused]: over = 0, 202: sent = 0 } = tally(codes)
    expect(sent).toBeGreaterThanOrEqual(mailLimits.network.burst)
    // One more may have been earned while these were asked for.
    expect(over).toBeGreaterThanOrEqual(4)
    expect(await codeOf(register(cloud().origin, newcomer()))).toBe('202')
  })

  test('are counted for who invites, in whatever workspaces, with their changes of address', async () => {
    const owner = await newColleague(cloud())
    const second = await makeWorkspace(cloud().databaseUrl)
    await join(cloud().databaseUrl, second.id, owner.account.id, 'owner')
    const there = await refresh(cloud().origin, owner.cookie, { workspaceId: second.id })
    const elsewhere = outsider(cloud().origin, there.body.accessToken, owner.account.address)
    const codes: string[] = []
    for (let asked = 0; asked < mailLimits.person.burst / 2; asked++) {
      codes.push(
        await codeOf(owner.refused('/v1/invitations', { body: { email: newcomer().email, role: 'viewer' } })),
      )
      codes.push(
        await codeOf(
          elsewhere.refused('/v1/invitations', { body: { email: newcomer().email, role: 'viewer' } }),
        ),
      )
    }
    expect(tally(codes)).toEqual({ 201: mailLimits.person.burst })
    const { email } = newcomer()
    expect(await codeOf(elsewhere.refused('/v1/invitations', { body: { email, role: 'viewer' } }))).toBe(
      refused,
    )
    expect(await codeOf(owner.refused('/v1/auth/email/change', { body: { email } }))).toBe(refused)
    const found = `select email from auth.links where email = $1 union all select email from auth.invitations where email = $1`
    expect(await superuser(found, [email])).toEqual([])
    const colleague = await newColleague(cloud(), { role: 'admin', workspaceId: owner.workspaceId })
    expect((await invite(colleague, email)).status).toBe(201)
  })

  test('of one workspace are counted together, whoever of it invites', async () => {
    const owner = await newColleague(cloud())
    const admins = [owner, await newColleague(cloud(), { role: 'admin', workspaceId: owner.workspaceId })]
    const codes: string[] = []
    for (let asked = 0; asked < mailLimits.workspace.burst; asked++) {
      const by = admins[asked % 2] ?? owner
      codes.push(
        await codeOf(by.refused('/v1/invitations', { body: { email: newcomer().email, role: 'viewer' } })),
      )
    }
    expect(tally(codes)).toEqual({ 201: mailLimits.workspace.burst })
    for (const by of admins) {
      const more = by.refused('/v1/invitations', { body: { email: newcomer().email, role: 'viewer' } })
      expect(await codeOf(more)).toBe(refused)
    }
  })
})

test('a password is changed three times an hour, and its owner still gets a new one by mail', async () => {
  const { account, refused: ask } = await newColleague(cloud())
  const passwords = [
    'lantern under the bridge 4',
    'quilt anchor mango 55',
    'copper kite in june 8',
    'velvet rain 31 owls',
  ]
  const codes: string[] = []
  for (const password of passwords)
    codes.push(await codeOf(ask('/v1/auth/password/change', { body: { password } })))
  expect(codes).toEqual(['200', '200', '200', refused])
  await forgot(account.email)
  const token = await mailedToken(cloud(), account.email, 'A new password')
  expect((await reset(token, 'kettle sings at dawn 9')).status).toBe(200)
})
