import type { EventName } from './events.ts'

/** What runs by the clock. `handler` is a path below `functions/`, without its ending. */
export const schedules = [
  { handler: 'creative/schedules/sweep-generations', every: 'rate(1 minute)' },
  { handler: 'auth/schedules/sweep-identity', every: 'rate(1 hour)' },
  { handler: 'system/schedules/sweep-webhooks', every: 'rate(1 day)' },
] as const

/** Who hears which event. */
export const subscriptions: { handler: string; event: EventName }[] = [
  { handler: 'realtime/subscribers/announce-finished-generation', event: 'generation.finished' },
  { handler: 'realtime/subscribers/close-sockets', event: 'access.ended' },
  { handler: 'auth/subscribers/send-link', event: 'link.requested' },
  { handler: 'auth/subscribers/send-invitation', event: 'invitation.made' },
  { handler: 'auth/subscribers/send-security-notice', event: 'security.noticed' },
]
