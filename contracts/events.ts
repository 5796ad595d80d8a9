import * as z from 'zod'
import { idOf, instant } from './common.ts'
import { generationStatuses } from './creative.ts'

/** What a person is told by mail that was done to their account. */
export const securityNotices = [
  'token_reused',
  'password_changed',
  'email_change_asked',
  'email_given_back',
  'second_factor_on',
  'second_factor_off',
  'recovery_code_used',
  'api_key_made',
  'manager_named',
  'workspace_deleted',
  'account_deleted',
] as const
export type SecurityNotice = (typeof securityNotices)[number]

/**
 * Domain events on the bus, by the service that publishes them and by name. The service is EventBridge's `source`, the
 * name its `detail-type`. A service publishes its own events alone: IAM refuses it any other.
 */
export const eventsOf = {
  auth: {
    'link.requested': z.object({ linkId: idOf('lnk') }),
    'invitation.made': z.object({ workspaceId: idOf('wsp'), invitationId: idOf('inv') }),
    /** With the workspace that it is about, if it is about one. */
    'security.noticed': z.object({
      userId: idOf('usr'),
      notice: z.enum(securityNotices),
      workspaceId: idOf('wsp').optional(),
    }),
    /** Who tries to log in has to wait. Nobody where the address has no account. */
    'login.slowed': z.object({ userId: idOf('usr').nullable(), network: z.string() }),
    /** Sessions or API keys that ended; with a workspace, only what they did in that one. */
    'access.ended': z.object({
      credentials: z.array(z.union([idOf('ses'), idOf('key')])).max(100),
      workspaceId: idOf('wsp').optional(),
    }),
    'workspace.deleted': z.object({ workspaceId: idOf('wsp') }),
    'workspace.removed': z.object({ workspaceId: idOf('wsp') }),
  },
  creative: {
    'generation.finished': z.object({
      workspaceId: idOf('wsp'),
      generationId: idOf('gen'),
      status: z.enum(generationStatuses),
      finishedAt: instant,
    }),
  },
}

/** All of them, by name. */
export const events = { ...eventsOf.auth, ...eventsOf.creative }

export type Publisher = keyof typeof eventsOf
/** Names of a service's own events. */
export type EventNameOf<S extends Publisher> = EventName & keyof (typeof eventsOf)[S]

export type EventName = keyof typeof events
export type EventDetail<N extends EventName> = z.infer<(typeof events)[N]>
