import * as z from 'zod'
import { done, idOf, instant } from '../common.ts'
import { endpoint, tagged } from '../endpoint.ts'
import { role } from '../roles.ts'
import { accountTag } from './auth.ts'

/** How far a person is asked to look back after a new password by a link: whoever had the account is noticed by then. */
export const reviewDays = 30

/** What one answer shows, the newest first: Lambda answers 6 MB at most. */
export const mostReviewed = { workspaces: 50, made: 50 }

const madeThing = z.object({
  kind: z.enum(['key', 'invitation', 'member']),
  id: z.union([idOf('key'), idOf('inv'), idOf('usr')]),
  /** Of the key, the address that was invited, or who the member is. */
  name: z.string(),
  role,
  at: instant,
  /** Whether the key or invitation can still be used; a member belongs until they are removed. */
  isOpen: z.boolean(),
})
export type MadeThing = z.infer<typeof madeThing>

export const reviewEndpoints = tagged(accountTag, {
  getReview: endpoint({
    service: 'auth',
    method: 'GET',
    path: '/v1/auth/review',
    auth: 'person',
    summary:
      'Lists what was made in the name of the caller before a new password by a link: keys, invitations, seats. Empty unless it waits for an answer.',
    status: 200,
    response: z.object({
      workspaces: z.array(
        z.object({ id: idOf('wsp'), name: z.string(), since: instant, made: z.array(madeThing) }),
      ),
    }),
  }),
  finishReview: endpoint({
    service: 'auth',
    method: 'POST',
    path: '/v1/auth/review/finish',
    auth: 'person',
    summary: 'Says that the caller has looked through what was made in their name.',
    unaudited: 'Puts a question away.',
    status: 200,
    response: done,
  }),
})
