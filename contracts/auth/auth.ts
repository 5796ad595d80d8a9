import * as z from 'zod'
import { done, idOf, nameText } from '../common.ts'
import { email } from '../email.ts'
import { endpoint, type Tag, tagged } from '../endpoint.ts'
import { role, tiers } from '../roles.ts'
import { opaque, plainCode } from '../text.ts'

/** bcrypt reads no further than 72 bytes, so a longer password would be cut in silence. */
const passwordBytes = 72
export const newPassword = z
  .string()
  .overwrite(opaque)
  .min(8, 'Use at least 8 characters')
  .refine((text) => new TextEncoder().encode(text).length <= passwordBytes, 'Use at most 72 bytes')
  .refine((text) => !text.includes('\0'), 'Leave out the NUL character')

/** Any that somebody may have, as it was typed: it may have been set before passwords had one form. */
export const givenPassword = z.string().min(1).max(1000)

/** Of an authenticator app (`123456`), or one of the recovery codes. */
export const code = z.string().overwrite(plainCode).min(6, 'Enter the code of your app').max(40)

/** Out of a link in a mail. */
export const linkToken = z.string().min(20).max(200)

export const user = z.object({ id: idOf('usr'), name: z.string(), email: z.string() })

/** A workspace as one of its members sees it. */
export const membership = z.object({
  id: idOf('wsp'),
  name: z.string(),
  role,
  tier: z.enum(tiers),
  /** Of an approver: paise a day that they may approve. */
  dailyLimitPaise: z.number().int().nullable(),
})
export type Membership = z.infer<typeof membership>

const session = z.object({
  accessToken: z.string(),
  /** Seconds. */
  expiresIn: z.number().int(),
  user,
  /** Null for somebody who has left every workspace. */
  workspace: membership.nullable(),
})
export type Session = z.infer<typeof session>

export const accountTag: Tag = {
  name: 'auth',
  description: 'Accounts, sessions, passwords and the second factor: about the caller alone.',
}

export const authEndpoints = tagged(accountTag, {
  register: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/register',
    auth: 'public',
    summary:
      'Asks for an account. The address gets a mail with a link, whether or not it has an account already.',
    unaudited: 'Asks for a mail: the account is made, and written down, by its link.',
    body: z.strictObject({
      name: nameText(),
      /** Of the business; without one the first workspace has the person's name. */
      workspaceName: nameText().optional(),
      email,
      password: newPassword,
    }),
    status: 202,
    response: done,
  }),
  verifyEmail: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/email/verify',
    auth: 'public',
    summary: 'Follows the link of a mail: makes the account that was asked for, by its password.',
    audits: ['workspace.made'],
    body: z.strictObject({ token: linkToken, password: givenPassword }),
    status: 200,
    response: z.object({ email: z.string() }),
    errors: ['link_invalid', 'wrong_password', 'email_taken'],
  }),
  login: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/session/login',
    auth: 'public',
    summary:
      'Gives an access token for an hour, and the cookie that renews it. With a second factor: `code`.',
    audits: ['session.opened', 'account.restored', 'workspace.restored', 'second_factor.recovery_code_used'],
    unaudited: 'Uses up the code of the app.',
    body: z.strictObject({
      email,
      password: givenPassword,
      code: code.optional(),
      /** Restores an account that was deleted, with what was deleted with it. */
      restoreAccount: z.literal(true).optional(),
    }),
    status: 200,
    response: session,
    errors: ['wrong_login', 'code_required', 'code_wrong', 'account_deleted', 'slow_down'],
  }),
  refreshSession: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/session/refresh',
    auth: 'cookie',
    summary: 'Gives a new access token, in another workspace if one is named. The cookie works once.',
    audits: ['session.revoked'],
    unaudited: 'A session that goes on is no news; one whose token was stolen is ended.',
    body: z.strictObject({ workspaceId: idOf('wsp').optional() }),
    status: 200,
    response: session,
    errors: ['not_found'],
  }),
  logOut: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/session/end',
    auth: 'cookie',
    summary: 'Ends the session of the cookie.',
    audits: ['session.ended'],
    status: 200,
    response: done,
  }),
  forgotPassword: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/password/forgot',
    auth: 'public',
    summary: 'Sends a link for a new password, if the address has an account. The answer is the same if not.',
    unaudited: 'Asks for a mail: the password is set, and that written down, by its link.',
    body: z.strictObject({ email }),
    status: 202,
    response: done,
  }),
  resetPassword: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/password/reset',
    auth: 'public',
    summary:
      'Follows the link of a mail to a new password. Every session ends, and so do the invitations that were sent and the keys that were made lately.',
    audits: ['user.password_reset', 'api_key.revoked', 'invitation.withdrawn'],
    body: z.strictObject({ token: linkToken, password: newPassword }),
    status: 200,
    response: z.object({ email: z.string() }),
    errors: ['link_invalid'],
  }),
  takeBackAccount: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/email/take-back',
    auth: 'public',
    summary:
      'Follows the link that the address before got: moves the account back there and sets a new password. Sessions end, and so does what was made lately.',
    audits: [
      'user.email_changed',
      'user.password_reset',
      'second_factor.off',
      'api_key.revoked',
      'invitation.withdrawn',
    ],
    body: z.strictObject({ token: linkToken, password: newPassword }),
    status: 200,
    response: z.object({ email: z.string() }),
    errors: ['link_invalid', 'email_taken'],
  }),
  giveBackAddress: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/email/give-back',
    auth: 'public',
    summary: 'Follows the link that the new address got: the account goes back to the address before.',
    audits: ['user.email_changed'],
    body: z.strictObject({ token: linkToken }),
    status: 200,
    response: z.object({ email: z.string() }),
    errors: ['link_invalid'],
  }),
})
