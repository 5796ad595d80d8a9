import { describe, expect, test } from 'vitest'
import { testCloud } from '../../support/cloud/cloud.ts'
import { superuserOf } from '../../support/people/accounts.ts'
import { auditOf } from '../../support/people/audit-entries.ts'
import { logIn, newColleague, outsider } from '../../support/people/client.ts'

const cloud = testCloud()
const superuser = superuserOf(cloud)
const { entriesBy, withoutAudit } = auditOf(cloud)

describe('what is changed', () => {
  test('what could not be written down was not done', async () => {
    const owner = await newColleague(cloud())
    await withoutAudit(owner, async () => {
      await owner.call('/v1/workspace/rename', { body: { name: 'Unseen' } })
      await owner.call('/v1/workspaces', { body: { name: 'Unseen' } })
      await owner.call('/v1/api-keys', { body: { name: 'Unseen', role: 'editor' } })
      await owner.call('/v1/brands', { body: { name: 'Unseen' } })
      await owner.call('/v1/auth/password/change', { body: { password: 'another lantern river 8' } })
    })
    const tables = ['auth.workspaces', 'auth.api_keys', 'creative.brands']
    for (const table of tables) {
      expect(await superuser(`select id from ${table} where name = 'Unseen'`)).toEqual([])
    }
    expect((await logIn(cloud().origin, owner.account)).session).toHaveProperty('accessToken')
  })

  test('what is refused or only read leaves nothing', async () => {
    const owner = await newColleague(cloud())
    await owner.call('/v1/workspace/leave', { method: 'POST' })
    await owner.call(`/v1/members/${owner.account.id}/change`, { body: { role: 'editor' } })
    await owner.call('/v1/workspace/rename', { body: { name: '' } })
    await owner.call('/v1/auth/password/change', { body: { password: 'password123' } })
    for (const path of ['/v1/members', '/v1/audit', '/v1/audit/export', '/v1/auth/me']) await owner.call(path)
    expect(await entriesBy(owner.account.id)).toEqual([])
  })

  test('what a program did has the name of its key', async () => {
    const owner = await newColleague(cloud())
    const { body } = await owner.call<{ id: string; key: string }>('/v1/api-keys', {
      body: { name: 'Sheet', role: 'editor' },
    })
    await outsider(cloud().origin, body.key).call('/v1/brands', { body: { name: 'By key' } })
    expect(await entriesBy(body.id)).toMatchObject([
      { action: 'brand.made', actor_kind: 'key', actor_name: 'Sheet', workspace_id: owner.workspaceId },
    ])
  })

  test('is never changed afterwards, not by the superuser either', async () => {
    const owner = await newColleague(cloud())
    await owner.call('/v1/workspace/rename', { body: { name: 'Mithai' } })
    for (const statement of [
      `update audit.entries set actor_name = 'Nobody'`,
      'delete from audit.entries',
      'truncate audit.entries',
    ]) {
      await expect(superuser(statement)).rejects.toThrow('append-only')
    }
    expect(await entriesBy(owner.account.id)).toHaveLength(1)
  })
})
