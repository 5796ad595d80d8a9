import type { EventName } from './events.ts'

/** What runs by the clock. `handler` is a path below `functions/`, without its ending. */
export const schedules = [
  {
    name: 'sweep-generations',
    handler: 'creative/schedules/sweep-generations',
    every: 'rate(1 minute)',
  },
  { name: 'sweep-identity', handler: 'auth/schedules/sweep-identity', every: 'rate(1 hour)' },
] as const

/** Who hears which event. */
export const subscriptions: { name: string; handler: string; event: EventName }[] = [
  {
    name: 'announce-finished-generation',
    handler: 'realtime/subscribers/announce-finished-generation',
    event: 'generation.finished',
  },
  { name: 'close-sockets', handler: 'realtime/subscribers/close-sockets', event: 'access.ended' },
  { name: 'send-link', handler: 'auth/subscribers/send-link', event: 'link.requested' },
  { name: 'send-invitation', handler: 'auth/subscribers/send-invitation', event: 'invitation.made' },
  {
    name: 'send-security-notice',
    handler: 'auth/subscribers/send-security-notice',
    event: 'security.noticed',
  },
]
