import * as z from 'zod'
import { done, idOf } from '../common.ts'
import { endpoint, tagged } from '../endpoint.ts'
import { accountTag } from './auth.ts'

/**
 * What becomes of a workspace when a member deletes their account: it is deleted with it where nobody else belongs to it,
 * and left to the others where it keeps an owner. One that would keep none (`needs_owner`) is handed over or deleted first.
 */
export const fates = ['deleted', 'left', 'needs_owner'] as const

const fate = z.object({ id: idOf('wsp'), name: z.string(), fate: z.enum(fates) })
export type Fate = z.infer<typeof fate>

export const accountDeletionEndpoints = tagged(accountTag, {
  getDeletion: endpoint({
    service: 'auth',
    method: 'GET',
    path: '/v1/auth/me/deletion',
    auth: 'person',
    summary: 'Says what would become of the workspaces of the caller, if they deleted their account.',
    status: 200,
    response: z.object({ workspaces: z.array(fate) }),
  }),
  deleteAccount: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/me/delete',
    auth: 'person',
    stepUp: true,
    summary:
      'Deletes the account of the caller, with the workspaces in which they are alone. Every session ends. For 30 days a log-in restores it.',
    audits: [
      'account.deleted',
      'workspace.deleted',
      'member.left',
      'api_key.revoked',
      'invitation.withdrawn',
    ],
    status: 200,
    response: done,
    errors: ['last_owner'],
  }),
})
