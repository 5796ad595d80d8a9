import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import type { Membership } from '../../../../contracts/auth/auth.ts'
import { restorableDays } from '../../../../contracts/restorable.ts'
import { refresh } from '../../../support/browser/tabs.ts'
import { testCloud } from '../../../support/cloud/cloud.ts'
import { superuserOf } from '../../../support/people/accounts.ts'
import { type Colleague, codeOf, newColleague, outsider } from '../../../support/people/client.ts'
import { deletedOf, deleteWorkspace, restoreWorkspace } from '../../../support/people/deletion.ts'
import { mailedToken, mailsAbout } from '../../../support/people/links.ts'
import { invite, peopleOf, rolesOf } from '../../../support/people/members.ts'
import { newcomer } from '../../../support/people/newcomer.ts'
import { opened } from '../../../support/people/sockets.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
const { colleagueOf, loner } = peopleOf(cloud)

/** The confirmation of a log-in was long ago. */
const forgetStepUp = ({ account }: Colleague) =>
  superuser(`update auth.sessions set confirmed_at = now() - interval '1 hour' where user_id = $1`, [
    account.id,
  ])

describe('a workspace that is deleted', () => {
  test('lets nobody in, by no way, and comes back with its members alone', async () => {
    const owner = await newColleague(cloud())
    const { workspaceId } = owner
    const other = await colleagueOf(owner, 'owner')
    const editor = await colleagueOf(owner, 'editor')
    const key = await owner.call<{ key: string }>('/v1/api-keys', { body: { name: 'Sheet', role: 'viewer' } })
    const program = outsider(cloud().origin, key.body.key)
    const guest = newcomer()
    await invite(owner, guest.email)
    const token = await mailedToken(cloud(), guest.email, 'You are invited')
    const sockets = [await opened(editor), await opened(program)]
    const closed = sockets.map(({ socket }) => once(socket, 'close', { signal: AbortSignal.timeout(30_000) }))

    expect(await deleteWorkspace(owner)).toBe('200')
    await Promise.all(closed)
    for (const path of ['/v1/brands', '/v1/members', '/v1/audit']) {
      for (const member of [owner, other]) expect(await codeOf(member.refused(path))).toBe('403 no_workspace')
    }
    expect(await codeOf(program.refused('/v1/brands'))).toBe('401 unauthorized')
    expect((await editor.call('/v1/auth/me')).body).toMatchObject({ workspace: null, workspaces: [] })
    expect((await refresh(cloud().origin, editor.cookie, { workspaceId })).status).toBe(404)
    const read = outsider(cloud().origin).refused('/v1/invitations/read', { body: { token } })
    expect(await codeOf(read)).toBe('400 link_invalid')
    for (const { account } of [owner, other]) {
      const [mail] = await mailsAbout(cloud(), account.email, 'A workspace was deleted')
      expect(mail?.text).toMatch(/“Asha” deleted the workspace “Chai Point”.*Until \d+ \w+ \d{4}/)
      expect(mail?.text).toContain(`${cloud().origin}/settings/workspace`)
    }

    const [deleted] = await deletedOf(other)
    expect(deleted).toMatchObject({ id: workspaceId, name: 'Chai Point', deletedBy: 'Asha' })
    const { deletedAt = '', restorableUntil = '' } = deleted ?? {}
    expect(Date.parse(restorableUntil) - Date.parse(deletedAt)).toBe(restorableDays * 24 * 60 * 60_000)
    const back = await other.call<Membership>(`/v1/workspaces/${workspaceId}/restore`, { method: 'POST' })
    expect(back).toMatchObject({ status: 200, body: { id: workspaceId, role: 'owner' } })
    const again = await owner.call<Membership>(`/v1/workspaces/${workspaceId}/restore`, { method: 'POST' })
    expect([again.status, again.body]).toEqual([200, back.body])
    expect(await deletedOf(owner)).toEqual([])
    expect(Object.values(await rolesOf(editor)).sort()).toEqual(['editor', 'owner', 'owner'])
    expect(await codeOf(program.refused('/v1/brands'))).toBe('401 unauthorized')
    const written = await owner.call<{ items: { action: string }[] }>('/v1/audit')
    expect(written.body.items.map(({ action }) => action)).toEqual([
      'workspace.restored',
      'invitation.withdrawn',
      'api_key.revoked',
      'workspace.deleted',
      'invitation.made',
      'api_key.made',
    ])
  })

  test('is the business of owners who show who they are', async () => {
    const owner = await newColleague(cloud())
    const { workspaceId } = owner
    const admin = await colleagueOf(owner, 'admin')
    const stranger = await newColleague(cloud())
    expect(await deleteWorkspace(admin)).toBe('403 role_forbidden')
    await forgetStepUp(owner)
    expect(await deleteWorkspace(owner)).toBe('403 step_up_required')
    await owner.call('/v1/auth/step-up', { body: { password: owner.account.password } })
    expect(await deleteWorkspace(owner)).toBe('200')

    expect([await deletedOf(admin), await deletedOf(stranger)]).toEqual([[], []])
    expect(await restoreWorkspace(admin, workspaceId)).toBe('403 role_forbidden')
    expect(await restoreWorkspace(stranger, workspaceId)).toBe('404 not_found')
    await forgetStepUp(owner)
    expect(await restoreWorkspace(owner, workspaceId)).toBe('403 step_up_required')
    const rows = await superuser(
      'select deleted_at is not null as deleted from auth.workspaces where id = $1',
      [workspaceId],
    )
    expect(rows).toEqual([{ deleted: true }])
  })

  test('at the same moment by two owners is deleted once', async () => {
    const owner = await newColleague(cloud())
    const other = await colleagueOf(owner, 'owner')
    const answers = await Promise.all([deleteWorkspace(owner), deleteWorkspace(other)])
    expect(answers.sort()).toEqual(['200', '403 no_workspace'])
    const restored = await Promise.all([
      restoreWorkspace(owner, owner.workspaceId),
      restoreWorkspace(other, owner.workspaceId),
    ])
    expect(restored).toEqual(['200', '200'])
    const written = await superuser(
      `select action from audit.entries where subject = $1 and action like 'workspace.%' order by id`,
      [owner.workspaceId],
    )
    expect(written).toEqual([{ action: 'workspace.deleted' }, { action: 'workspace.restored' }])
  })

  test('lets nobody in whose invitation was being accepted', async () => {
    const owner = await newColleague(cloud())
    const guest = await loner()
    await invite(owner, guest.account.email)
    const token = await mailedToken(cloud(), guest.account.email, 'You are invited')
    const accept = () => codeOf(guest.refused('/v1/invitations/accept', { body: { token } }))
    const [accepted, answer] = await Promise.all([accept(), deleteWorkspace(owner)])
    expect(answer).toBe('200')
    // Whichever came first: nobody is inside.
    expect(['200', '400 link_invalid']).toContain(accepted)
    expect((await guest.call('/v1/auth/me')).body).toMatchObject({ workspaces: [] })
  })
})
