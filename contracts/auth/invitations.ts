import * as z from 'zod'
import { done, idOf, instant, nameText } from '../common.ts'
import { email } from '../email.ts'
import { endpoint, tagged } from '../endpoint.ts'
import { role } from '../roles.ts'
import { linkToken, membership, newPassword } from './auth.ts'
import { limitFitsRole, limitIssue, seat, workspaceTag } from './workspaces.ts'

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

export const invitationDays = 7

export const invitationEndpoints = tagged(workspaceTag, {
  inviteMember: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/invitations',
    auth: 'member',
    stepUp: true,
    summary: 'Invites somebody by mail. The link works for seven days, for that address only.',
    audits: ['invitation.made', 'user.manager_named'],
    body: z.strictObject({ email, ...seat.shape }).refine(limitFitsRole, limitIssue),
    status: 201,
    response: invitation,
    errors: ['already_member', 'too_many'],
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
    audits: ['invitation.withdrawn'],
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
    unaudited: 'Reads. It is a POST to keep the token out of addresses.',
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
    audits: ['member.joined', 'invitation.withdrawn'],
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
    audits: ['member.joined'],
    body: z.strictObject({ token: linkToken, name: nameText(), password: newPassword }),
    status: 201,
    response: z.object({ email: z.string() }),
    errors: ['link_invalid', 'email_taken'],
  }),
})
