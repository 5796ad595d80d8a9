import * as z from 'zod'
import { done, idOf, instant, nameText } from '../common.ts'
import { endpoint, type Tag, tagged } from '../endpoint.ts'
import { role } from '../roles.ts'
import { membership } from './auth.ts'

/** Paise a day that an approver may approve; up to ₹1 crore. */
const dailyLimitPaise = z.number().int().min(0).max(1_000_000_000)

/** What somebody is in a workspace, and up to what they may spend there. */
export const seat = z.strictObject({ role, dailyLimitPaise: dailyLimitPaise.optional() })

/** Only an approver has a limit. */
export const limitFitsRole = (given: z.infer<typeof seat>) =>
  (given.role === 'approver') === (given.dailyLimitPaise !== undefined)
export const limitIssue = {
  path: ['dailyLimitPaise'],
  message: 'An approver needs a limit per day, and nobody else has one',
}

const member = z.object({
  id: idOf('usr'),
  name: z.string(),
  email: z.string(),
  role,
  dailyLimitPaise: z.number().int().nullable(),
  hasSecondFactor: z.boolean(),
  joinedAt: instant,
})
export type Member = z.infer<typeof member>

const deletedWorkspace = z.object({
  id: idOf('wsp'),
  name: z.string(),
  deletedAt: instant,
  /** Who deleted it; null when their account is gone. */
  deletedBy: z.string().nullable(),
  restorableUntil: instant,
})
export type DeletedWorkspace = z.infer<typeof deletedWorkspace>

/** Members of a workspace, above which it invites nobody more: they are all listed in one answer. */
export const mostMembers = 1000

/** Workspaces that somebody may own and still make another, or restore one. */
export const mostWorkspaces = 100

export const workspaceTag: Tag = {
  name: 'workspaces',
  description: 'Workspaces, who belongs to them in which role, invitations, API keys.',
}

export const workspaceEndpoints = tagged(workspaceTag, {
  createWorkspace: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/workspaces',
    auth: 'person',
    summary: 'Makes a workspace, such as one for a client, with the caller as its owner.',
    audits: ['workspace.made'],
    body: z.strictObject({ name: nameText() }),
    status: 201,
    response: membership,
    errors: ['too_many'],
  }),
  renameWorkspace: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/workspace/rename',
    auth: 'member',
    summary: 'Gives the workspace another name.',
    audits: ['workspace.renamed'],
    body: z.strictObject({ name: nameText() }),
    status: 200,
    response: done,
  }),
  leaveWorkspace: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/workspace/leave',
    auth: 'member',
    summary: 'Leaves the workspace. Its last owner stays.',
    audits: ['member.left', 'api_key.revoked', 'invitation.withdrawn'],
    status: 200,
    response: done,
    errors: ['role_forbidden', 'not_found', 'last_owner'],
  }),
  deleteWorkspace: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/workspace/delete',
    auth: 'member',
    stepUp: true,
    summary:
      'Deletes the workspace: nobody gets in, and its keys and invitations end. For 30 days an owner can restore it.',
    audits: ['workspace.deleted', 'api_key.revoked', 'invitation.withdrawn'],
    status: 200,
    response: z.object({ restorableUntil: instant }),
  }),
  listDeletedWorkspaces: endpoint({
    service: 'auth',
    method: 'GET',
    path: '/v1/workspaces/deleted',
    auth: 'person',
    summary: 'Lists the deleted workspaces that the caller can restore, the latest deleted first.',
    status: 200,
    response: z.object({ items: z.array(deletedWorkspace) }),
  }),
  restoreWorkspace: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/workspaces/{id}/restore',
    auth: 'person',
    stepUp: true,
    summary:
      'Brings a deleted workspace back with its members. Its owners may. Keys and invitations stay ended.',
    audits: ['workspace.restored'],
    params: z.strictObject({ id: idOf('wsp') }),
    status: 200,
    response: membership,
    errors: ['too_many'],
  }),
  listMembers: endpoint({
    service: 'auth',
    method: 'GET',
    path: '/v1/members',
    auth: 'member',
    summary: 'Lists who belongs to the workspace.',
    status: 200,
    response: z.object({ items: z.array(member) }),
  }),
  changeMember: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/members/{id}/change',
    auth: 'member',
    stepUp: true,
    summary:
      'Gives a member another role or limit. What they made that is above a new role ends. Only an owner makes or unmakes owners.',
    audits: ['member.changed', 'user.manager_named', 'api_key.revoked', 'invitation.withdrawn'],
    params: z.strictObject({ id: idOf('usr') }),
    body: seat.refine(limitFitsRole, limitIssue),
    status: 200,
    response: done,
    errors: ['last_owner'],
  }),
  removeMember: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/members/{id}/remove',
    auth: 'member',
    summary: 'Takes a member out of the workspace, at once. Only an owner removes owners.',
    audits: ['member.removed', 'api_key.revoked', 'invitation.withdrawn'],
    params: z.strictObject({ id: idOf('usr') }),
    status: 200,
    response: done,
    errors: ['last_owner'],
  }),
})
