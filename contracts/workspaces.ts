import * as z from 'zod'
import { email, linkToken, membership, newPassword } from './auth.ts'
import { done, idOf, instant, nameText } from './common.ts'
import { endpoint } from './endpoint.ts'
import { keyRoles, role } from './roles.ts'

/** Paise a day that an approver may approve; up to ₹1 crore. */
const dailyLimitPaise = z.number().int().min(0).max(1_000_000_000)

const place = z.strictObject({ role, dailyLimitPaise: dailyLimitPaise.optional() })

const limitFitsRole = (given: z.infer<typeof place>) =>
  (given.role === 'approver') === (given.dailyLimitPaise !== undefined)
const limitIssue = {
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

const invitation = z.object({
  id: idOf('inv'),
  email: z.string(),
  role,
  dailyLimitPaise: z.number().int().nullable(),
  invitedBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
})
export type Invitation = z.infer<typeof invitation>

const apiKey = z.object({
  id: idOf('key'),
  name: z.string(),
  role: z.enum(keyRoles),
  /** Enough of the key to know it again: `dhol_Ab12…`. */
  hint: z.string(),
  createdBy: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
})
export type ApiKey = z.infer<typeof apiKey>

export const invitationDays = 7

/**
 * Keys that may live in a workspace, and workspaces that somebody may own and still make another (about: two at once are
 * both made). More is a program that runs wild.
 */
export const mostOwned = { workspaces: 100, apiKeys: 20 }

export const workspaceEndpoints = {
  createWorkspace: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/workspaces',
    auth: 'person',
    summary: 'Makes a workspace, such as one for a client, with the caller as its owner.',
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
    status: 200,
    response: done,
    errors: ['role_forbidden', 'not_found', 'last_owner'],
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
    summary: 'Gives a member another role or limit. Only an owner makes or unmakes owners.',
    params: z.strictObject({ id: idOf('usr') }),
    body: place.refine(limitFitsRole, limitIssue),
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
    params: z.strictObject({ id: idOf('usr') }),
    status: 200,
    response: done,
    errors: ['last_owner'],
  }),
  inviteMember: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/invitations',
    auth: 'member',
    stepUp: true,
    summary: 'Invites somebody by mail. The link works for seven days, for that address only.',
    body: z.strictObject({ email, ...place.shape }).refine(limitFitsRole, limitIssue),
    status: 201,
    response: invitation,
    errors: ['already_member'],
  }),
  listInvitations: endpoint({
    service: 'auth',
    method: 'GET',
    path: '/v1/invitations',
    auth: 'member',
    summary: 'Lists the invitations that wait for an answer.',
    status: 200,
    response: z.object({ items: z.array(invitation) }),
  }),
  withdrawInvitation: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/invitations/{id}/withdraw',
    auth: 'member',
    summary: 'Takes an invitation back.',
    params: z.strictObject({ id: idOf('inv') }),
    status: 200,
    response: done,
  }),
  readInvitation: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/invitations/read',
    auth: 'public',
    summary: 'Says what the link of an invitation leads to.',
    body: z.strictObject({ token: linkToken }),
    status: 200,
    response: z.object({
      workspaceName: z.string(),
      email: z.string(),
      role,
      invitedBy: z.string(),
      /** Whether the address has one: to log in with, else to make. */
      hasAccount: z.boolean(),
    }),
    errors: ['link_invalid'],
  }),
  acceptInvitation: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/invitations/accept',
    auth: 'person',
    summary: 'Joins the workspace of an invitation that was sent to the address of the caller.',
    body: z.strictObject({ token: linkToken }),
    status: 200,
    response: membership,
    errors: ['link_invalid', 'invitation_for_other'],
  }),
  registerInvited: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/invitations/register',
    auth: 'public',
    summary:
      'Makes an account for the address that was invited, as a member. The link shows that it is theirs.',
    body: z.strictObject({ token: linkToken, name: nameText(), password: newPassword }),
    status: 201,
    response: z.object({ email: z.string() }),
    errors: ['link_invalid', 'email_taken'],
  }),
  createApiKey: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/api-keys',
    auth: 'member',
    stepUp: true,
    summary: 'Makes a key for a program. The key is shown this once.',
    body: z.strictObject({ name: nameText(), role: z.enum(keyRoles) }),
    status: 201,
    response: apiKey.extend({ key: z.string() }),
    errors: ['too_many'],
  }),
  listApiKeys: endpoint({
    service: 'auth',
    method: 'GET',
    path: '/v1/api-keys',
    auth: 'member',
    summary: 'Lists the keys of the workspace, newest first.',
    status: 200,
    response: z.object({ items: z.array(apiKey) }),
  }),
  revokeApiKey: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/api-keys/{id}/revoke',
    auth: 'member',
    summary: 'Ends a key, at once.',
    params: z.strictObject({ id: idOf('key') }),
    status: 200,
    response: done,
  }),
}
