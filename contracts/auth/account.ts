import * as z from 'zod'
import { done, idOf, instant } from '../common.ts'
import { email } from '../email.ts'
import { endpoint, tagged } from '../endpoint.ts'
import { accountTag, code, givenPassword, linkToken, membership, newPassword, user } from './auth.ts'

const openSession = z.object({
  id: idOf('ses'),
  /** What the browser calls itself, in short: `Chrome, Android`. */
  device: z.string(),
  address: z.string(),
  createdAt: instant,
  lastUsedAt: instant,
  /** The one that asks. */
  current: z.boolean(),
})
export type OpenSession = z.infer<typeof openSession>

const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })

/** What somebody does about themselves, whatever they are in a workspace. */
export const accountEndpoints = tagged(accountTag, {
  getMe: endpoint({
    service: 'auth',
    method: 'GET',
    path: '/v1/auth/me',
    auth: 'person',
    summary: 'Says who the token belongs to and where they belong.',
    status: 200,
    response: z.object({
      user,
      /** In which this token acts. */
      workspace: membership.nullable(),
      workspaces: z.array(membership),
      /** Whether the person should look at what was made in their name: `getReview`. */
      hasReview: z.boolean(),
      secondFactor: z.object({
        on: z.boolean(),
        /** A workspace of the business tier asks it of those who run it. */
        required: z.boolean(),
        recoveryCodesLeft: z.number().int(),
      }),
    }),
  }),
  stepUp: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/step-up',
    auth: 'person',
    summary:
      'Confirms who sits there before something weighty: by a fresh code, or the password where no second factor is on.',
    audits: ['second_factor.recovery_code_used'],
    unaudited: 'Notes when the person last showed who they are, and uses up the code of the app.',
    body: z.strictObject({ code: code.optional(), password: givenPassword.optional() }),
    status: 200,
    response: z.object({ until: instant }),
    errors: ['code_wrong', 'wrong_password', 'slow_down'],
  }),
  changePassword: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/password/change',
    auth: 'person',
    stepUp: true,
    summary: 'Sets a new password and ends every other session.',
    audits: ['user.password_changed'],
    body: z.strictObject({ password: newPassword }),
    status: 200,
    response: done,
  }),
  changeEmail: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/email/change',
    auth: 'person',
    stepUp: true,
    summary: 'Sends a link to the new address; the old one holds until it is followed in this session.',
    unaudited: 'Asks for a mail: the address changes, and that is written down, by its link.',
    body: z.strictObject({ email }),
    status: 202,
    response: done,
  }),
  confirmEmail: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/email/confirm',
    auth: 'person',
    summary: 'Follows the link to a new address, in the session that asked for it. Both addresses are told.',
    audits: ['user.email_changed'],
    body: z.strictObject({ token: linkToken }),
    status: 200,
    response: z.object({ email: z.string() }),
    errors: ['link_invalid', 'link_elsewhere', 'email_taken'],
  }),
  listSessions: endpoint({
    service: 'auth',
    method: 'GET',
    path: '/v1/auth/sessions',
    auth: 'person',
    summary: 'Lists where somebody is logged in, the latest used first.',
    status: 200,
    response: z.object({ items: z.array(openSession) }),
  }),
  endSession: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/sessions/{id}/end',
    auth: 'person',
    summary: 'Logs one device out, at once.',
    audits: ['session.ended'],
    params: z.strictObject({ id: idOf('ses') }),
    status: 200,
    response: done,
  }),
  endAllSessions: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/sessions/end-all',
    auth: 'person',
    summary: 'Logs every device out, this one too.',
    audits: ['session.all_ended'],
    status: 200,
    response: done,
  }),
  startSecondFactor: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/second-factor/start',
    auth: 'person',
    stepUp: true,
    summary: 'Gives a secret for an authenticator app. It counts once a code of it was confirmed.',
    unaudited: 'The secret counts for nothing until it is confirmed.',
    status: 201,
    response: z.object({ secret: z.string(), uri: z.string() }),
    errors: ['second_factor_on'],
  }),
  confirmSecondFactor: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/second-factor/confirm',
    auth: 'person',
    stepUp: true,
    summary: 'Turns the second factor on with a code of the app. Gives ten recovery codes, once.',
    audits: ['second_factor.on'],
    body: z.strictObject({ code }),
    status: 200,
    response: recoveryCodes,
    errors: ['code_wrong', 'second_factor_on', 'second_factor_off', 'slow_down'],
  }),
  renewRecoveryCodes: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/second-factor/recovery-codes',
    auth: 'person',
    stepUp: true,
    summary: 'Gives ten new recovery codes; the old ones end.',
    audits: ['second_factor.codes_renewed'],
    status: 200,
    response: recoveryCodes,
    errors: ['second_factor_off'],
  }),
  removeSecondFactor: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/second-factor/remove',
    auth: 'person',
    stepUp: true,
    summary: 'Turns the second factor off.',
    audits: ['second_factor.off'],
    status: 200,
    response: done,
    errors: ['second_factor_off'],
  }),
})
