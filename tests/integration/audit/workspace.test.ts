import { describe, test } from 'vitest'
import type { Brand } from '../../../contracts/brands.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { auditOf, type Change, post } from '../../support/people/audit-entries.ts'
import { type Colleague, newColleague } from '../../support/people/client.ts'
import { mailedToken } from '../../support/people/links.ts'
import { newcomer } from '../../support/people/newcomer.ts'

const cloud = testCloud()
const { expectOneEntryOrNoChange } = auditOf(cloud)

const newBrand = async (owner: Colleague, more: Partial<Brand> = {}) => {
  const { body } = await post(owner, '/v1/brands', { name: 'Chai Point', ...more })
  return `/v1/brands/${body.id}`
}

describe('what is changed', () => {
  const place = { role: 'editor' }
  const changes: Change[] = [
    ['workspace.made', async () => ({ path: '/v1/workspaces', body: { name: 'Sweet Shop' } })],
    [
      'workspace.renamed',
      async ({ workspaceId }) => ({
        path: '/v1/workspace/rename',
        body: { name: 'Mithai' },
        subject: workspaceId,
        before: { name: 'Chai Point' },
        after: { name: 'Mithai' },
      }),
    ],
    [
      'workspace.deleted',
      async ({ workspaceId }) => ({ path: '/v1/workspace/delete', subject: workspaceId, before: null }),
    ],
    [
      'invitation.made',
      async () => {
        const { email } = newcomer()
        return { path: '/v1/invitations', body: { email, ...place }, after: { email, ...place } }
      },
    ],
    [
      'invitation.withdrawn',
      async (owner) => {
        const { email } = newcomer()
        const { body } = await post(owner, '/v1/invitations', { email, ...place })
        return { path: `/v1/invitations/${body.id}/withdraw`, subject: String(body.id), before: { email } }
      },
    ],
    [
      'member.joined',
      async (owner) => {
        const other = await newColleague(cloud())
        await post(other, '/v1/invitations', { email: owner.account.email, ...place })
        const token = await mailedToken(cloud(), owner.account.email, 'You are invited')
        return {
          path: '/v1/invitations/accept',
          body: { token },
          subject: owner.account.id,
          workspace_id: other.workspaceId,
        }
      },
    ],
    [
      'member.changed',
      async ({ workspaceId }) => {
        const { account } = await newColleague(cloud(), { workspaceId, role: 'editor' })
        const after = { role: 'approver', dailyLimitPaise: 7 }
        return {
          path: `/v1/members/${account.id}/change`,
          body: after,
          subject: account.id,
          before: { role: 'editor', dailyLimitPaise: null },
          after,
        }
      },
    ],
    [
      'member.removed',
      async ({ workspaceId }) => {
        const { account } = await newColleague(cloud(), { workspaceId, role: 'viewer' })
        return { path: `/v1/members/${account.id}/remove`, subject: account.id, before: { role: 'viewer' } }
      },
    ],
    [
      'member.left',
      async ({ workspaceId, account }) => {
        await newColleague(cloud(), { workspaceId, role: 'owner' })
        return { path: '/v1/workspace/leave', subject: account.id, before: { role: 'owner' } }
      },
    ],
    [
      'api_key.made',
      async () => ({
        path: '/v1/api-keys',
        body: { name: 'Sheet', role: 'viewer' },
        after: { name: 'Sheet', role: 'viewer' },
      }),
    ],
    [
      'api_key.revoked',
      async (owner) => {
        const { body } = await post(owner, '/v1/api-keys', { name: 'Sheet', role: 'viewer' })
        return { path: `/v1/api-keys/${body.id}/revoke`, subject: String(body.id), before: { name: 'Sheet' } }
      },
    ],
    ['brand.made', async () => ({ path: '/v1/brands', body: { name: 'Chai Point' } })],
    [
      'brand.changed',
      async (owner) => ({
        method: 'PATCH',
        path: await newBrand(owner, { tone: 'calm' }),
        // What is not changed by it is not said to be.
        body: { name: 'Mithai', tone: 'calm', colours: ['#AABBCC'] },
        before: { name: 'Chai Point', colours: [] },
        after: { name: 'Mithai', colours: ['#AABBCC'] },
      }),
    ],
    [
      'brand.archived',
      async (owner) => ({
        path: `${await newBrand(owner)}/archive`,
        before: { name: 'Chai Point' },
      }),
    ],
    [
      'brand.restored',
      async (owner) => {
        const path = await newBrand(owner)
        await owner.call(`${path}/archive`, { method: 'POST' })
        return { path: `${path}/restore`, after: { name: 'Chai Point' } }
      },
    ],
    [
      'brand.deleted',
      async (owner) => ({
        method: 'DELETE',
        path: await newBrand(owner),
        before: { title: 'Chai Point' },
      }),
    ],
    [
      'deletion.undone',
      async (owner) => {
        const path = await newBrand(owner)
        const { body } = await owner.call<{ id: string }>(path, { method: 'DELETE' })
        const subject = path.split('/').at(-1)
        return { path: `/v1/deletions/${body.id}/restore`, subject, after: { title: 'Chai Point' } }
      },
    ],
  ]

  test.each(changes)('is written down once, or not done: %s', expectOneEntryOrNoChange)
})
